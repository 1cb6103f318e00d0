/** A labelled input with what is wrong of it said at it: by the browser while it is filled in, by a word under it else. */
import { useEffect, useId, useRef, type InputHTMLAttributes } from 'react';

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  readonly label: string;
  readonly value: string;
  /** What is wrong of it; null: nothing that is known here. */
  readonly fault?: string | null;
  readonly hint?: string;
  readonly change: (value: string) => void;
}

export function Field({ label, value, fault = null, hint, change, ...rest }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const about = useId();
  useEffect(() => input.current?.setCustomValidity(fault ?? ''), [fault]);
  const said = fault ?? hint;
  return (
    <label>
      {label}
      <input
        {...rest}
        ref={input}
        value={value}
        aria-invalid={fault !== null || undefined}
        aria-describedby={said === undefined ? undefined : about}
        onChange={(event) => change(event.target.value)}
      />
      {said !== undefined && (
        <small id={about} className={fault === null ? 'hint' : 'field-fault'}>
          {said}
        </small>
      )}
    </label>
  );
}

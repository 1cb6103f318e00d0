/** The plate of a car, as it stands on it; what cannot be one is said at the field. */
import { useId, useState } from 'react';
import { plateFault } from '#shared/passes/machine.ts';
import { useText } from '#ui/useText.ts';

export function PlateField(props: {
  readonly label: string;
  readonly value: string;
  readonly autoFocus?: boolean;
  readonly testId: string;
  readonly onChange: (plate: string) => void;
}) {
  const { t } = useText();
  const id = useId();
  const [isLeft, setLeft] = useState(false);
  const fault = plateFault(props.value);
  // Three letters are not there before they are typed.
  const shown = fault === 'letters' || isLeft ? fault : null;
  return (
    <div>
      <label>
        {props.label}
        <input
          autoFocus={props.autoFocus}
          maxLength={16}
          data-testid={props.testId}
          aria-invalid={shown !== null}
          aria-describedby={shown === null ? undefined : id}
          value={props.value}
          onBlur={() => setLeft(true)}
          onChange={({ target }) => props.onChange(target.value)}
        />
      </label>
      {shown !== null && (
        <small id={id} className="fault" role="alert">
          {t(`plate.${shown}`)}
        </small>
      )}
    </div>
  );
}

/** Fields of the drawing's forms: what is typed counts when the field is left or Enter is pressed. */
import { useState, type ReactNode } from 'react';

export function NumberField(props: {
  label: string;
  unit?: string;
  value: number;
  min?: number;
  max?: number;
  step?: number;
  digits?: number;
  onSet: (value: number) => void;
}) {
  const { label, unit, value, min = -Infinity, max = Infinity, step = 1, digits = 2, onSet } = props;
  const shown = String(Number(value.toFixed(digits)));
  const [typed, setTyped] = useState<string | null>(null);
  const leave = () => {
    const next = Number(typed);
    if (typed !== null && typed.trim() !== '' && Number.isFinite(next) && typed !== shown)
      onSet(Math.min(max, Math.max(min, next)));
    setTyped(null);
  };
  return (
    <label className="field">
      <span>{label}</span>
      <span className="with-unit">
        <input
          type="number"
          inputMode="decimal"
          step={step}
          {...(Number.isFinite(min) ? { min } : {})}
          {...(Number.isFinite(max) ? { max } : {})}
          value={typed ?? shown}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={leave}
          onKeyDown={(event) => event.key === 'Enter' && leave()}
        />
        {unit !== undefined && <i>{unit}</i>}
      </span>
    </label>
  );
}

export function TextField(props: {
  label: string;
  value: string;
  list?: string;
  required?: boolean;
  onSet: (value: string) => void;
}) {
  const { label, value, list, required = false, onSet } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const leave = () => {
    const next = typed?.trim() ?? value;
    if (next !== value && !(required && next === '')) onSet(next);
    setTyped(null);
  };
  return (
    <label className="field">
      <span>{label}</span>
      <input
        value={typed ?? value}
        list={list}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={leave}
        onKeyDown={(event) => event.key === 'Enter' && leave()}
      />
    </label>
  );
}

export function ChoiceField<T extends string>(props: {
  label: string;
  value: T;
  choices: readonly (readonly [value: T, text: string])[];
  onSet: (value: T) => void;
}) {
  const { label, value, choices, onSet } = props;
  return (
    <label className="field">
      <span>{label}</span>
      <select
        value={value}
        onChange={(event) => {
          const chosen = choices.find(([one]) => one === event.target.value);
          if (chosen) onSet(chosen[0]);
        }}
      >
        {choices.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

export function CheckField({
  label,
  value,
  onSet,
}: {
  label: string;
  value: boolean;
  onSet: (value: boolean) => void;
}) {
  return (
    <label className="check">
      <input type="checkbox" checked={value} onChange={(event) => onSet(event.target.checked)} />
      {label}
    </label>
  );
}

export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="group">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

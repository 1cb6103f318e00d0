/** A household of the compound, typed as people speak: building-unit-door. */
import { useId, useMemo } from 'react';
import { useFacts } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

export function HouseholdField(props: {
  readonly label: string;
  readonly value: string;
  readonly required?: boolean;
  readonly onChange: (placeId: string) => void;
}) {
  const { local } = useText();
  const list = useId();
  const places = useFacts((facts) => facts.plan.places);
  const homes = useMemo(() => places.filter(({ kind }) => kind === 'household'), [places]);
  return (
    <label>
      {props.label}
      <input
        autoFocus={props.required}
        required={props.required}
        maxLength={64}
        list={list}
        data-testid="household"
        value={props.value}
        onChange={({ target }) => props.onChange(target.value)}
      />
      <datalist id={list}>
        {homes.map(({ id, name }) => (
          <option key={id} value={id}>
            {local(name)}
          </option>
        ))}
      </datalist>
    </label>
  );
}

/** Which compound: of those that somebody may see. */
import type { CompoundManifest } from '#shared/twin/compound.ts';
import { useText } from '#ui/useText.ts';

export interface CompoundChoice {
  readonly id: string;
  readonly manifest: Pick<CompoundManifest, 'name' | 'origin'>;
}

export function CompoundSelect(props: {
  readonly of: readonly CompoundChoice[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}) {
  const { t, local } = useText();
  return (
    <select
      aria-label={t('mapping.compound')}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    >
      {props.of.map(({ id, manifest }) => (
        <option key={id} value={id}>
          {local(manifest.name)}
        </option>
      ))}
    </select>
  );
}

/** By what the elements are grouped, and whether the groups are coloured in the scene. */
import { Palette } from 'lucide-react';
import type { ModelManifest } from '#shared/protocol/model.ts';
import { useAppearance } from '#state/useScreen.tsx';
import { pointWordInEnglish } from '#shared/models/pointClasses.ts';
import { useText } from '#ui/useText.ts';
import { usePropertyNames, type Grouping } from './useTreeData.ts';

const ways = ['space', 'class', 'storey'] as const;

export function GroupingBar(props: {
  readonly models: readonly ModelManifest[];
  readonly grouping: Grouping;
  /** The groups are there, so that they can be coloured. */
  readonly isReady: boolean;
  readonly choose: (grouping: Grouping) => void;
  readonly paint: (on: boolean) => void;
}) {
  const { t, language } = useText();
  const word = (text: string) => (language === 'en' ? (pointWordInEnglish(text) ?? text) : text);
  const { grouping } = props;
  const names = usePropertyNames(props.models, true);
  const isPainted = useAppearance(({ colors }) => colors.size > 0);
  const value = grouping.kind === 'property' ? JSON.stringify([grouping.set, grouping.name]) : grouping.kind;
  const sets = [...new Set(names?.map(({ set }) => set))];
  return (
    <div className="grouping">
      <select
        aria-label={t('elements.group')}
        data-testid="element-grouping"
        value={value}
        onChange={({ target }) => {
          const kind = ways.find((one) => one === target.value);
          if (kind) return props.choose({ kind });
          const [set = '', name = ''] = JSON.parse(target.value) as readonly string[];
          return props.choose({ kind: 'property', set, name });
        }}
      >
        {ways.map((kind) => (
          <option key={kind} value={kind}>
            {t(`elements.group.${kind}`)}
          </option>
        ))}
        {names === null && <option disabled>{t('elements.group.asking')}</option>}
        {sets.map((set) => (
          <optgroup key={set} label={word(set) || t('elements.without')}>
            {names
              ?.filter((one) => one.set === set)
              .map(({ name, values }) => (
                <option key={name} value={JSON.stringify([set, name])}>
                  {word(name)} ({values})
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <button
        aria-pressed={isPainted}
        aria-disabled={!props.isReady || undefined}
        title={props.isReady ? undefined : t('elements.color.why')}
        data-testid="element-colors"
        onClick={() => props.isReady && props.paint(!isPainted)}
      >
        <Palette size="1em" /> {t('elements.color')}
      </button>
    </div>
  );
}

/** By what the elements are grouped, and whether the groups are coloured in the scene: until somebody ends it. */
import { Palette, Search, X } from 'lucide-react';
import { useState } from 'react';
import { pointWordInEnglish } from '#shared/models/pointClasses.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import { isSameGrouping, NAMED_GROUPINGS, type Grouping } from '#state/grouping.ts';
import { useAppearance, useChoices, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { OTHERS_COLOR } from './groupColors.ts';
import { PropertyPicker } from './PropertyPicker.tsx';

function useGroupingName(): (grouping: Grouping) => string {
  const { t, language } = useText();
  return (grouping) => {
    if (grouping.kind !== 'property') return t(`elements.group.${grouping.kind}`);
    const name = language === 'en' ? (pointWordInEnglish(grouping.name) ?? grouping.name) : grouping.name;
    return t('elements.group.property', { name });
  };
}

export function GroupingBar(props: {
  readonly models: readonly ModelManifest[];
  readonly grouping: Grouping;
  /** The groups are there, so that they can be coloured. */
  readonly isReady: boolean;
  readonly choose: (grouping: Grouping) => void;
  readonly paint: () => void;
}) {
  const { t } = useText();
  const screen = useScreen();
  const nameOf = useGroupingName();
  const { grouping } = props;
  const [isPicking, setPicking] = useState(false);
  const isPainted = useAppearance(
    ({ colors, coloredBy }) => coloredBy?.colors === colors && isSameGrouping(coloredBy.grouping, grouping),
  );
  const end = () => screen.appearance.setState({ colors: new Map(), coloredBy: null });
  return (
    <div className="grouping">
      <select
        aria-label={t('elements.group')}
        data-testid="element-grouping"
        value={grouping.kind}
        onChange={({ target }) => {
          const kind = NAMED_GROUPINGS.find((one) => one === target.value);
          if (kind) props.choose({ kind });
        }}
      >
        {NAMED_GROUPINGS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`elements.group.${kind}`)}
          </option>
        ))}
        {grouping.kind === 'property' && <option value="property">{nameOf(grouping)}</option>}
      </select>
      <button
        title={t('elements.property.title')}
        data-testid="element-property"
        onClick={() => setPicking(true)}
      >
        <Search size="1em" /> {t('elements.property')}
      </button>
      <button
        aria-pressed={isPainted}
        aria-disabled={!props.isReady || undefined}
        title={props.isReady ? undefined : t('elements.color.why')}
        data-testid="element-colors"
        onClick={() => {
          if (isPainted) end();
          else if (props.isReady) props.paint();
        }}
      >
        <Palette size="1em" /> {t('elements.color')}
      </button>
      <Colored end={end} />
      {isPicking && (
        <PropertyPicker models={props.models} choose={props.choose} close={() => setPicking(false)} />
      )}
    </div>
  );
}

/** What the colours in the scene say, whatever the tree is grouped by now. */
function Colored({ end }: { readonly end: () => void }) {
  const { t } = useText();
  const nameOf = useGroupingName();
  const colors = useAppearance((appearance) => appearance.colors);
  const coloredBy = useAppearance((appearance) => appearance.coloredBy);
  // A comparison has colours of its own, and a card that explains them.
  const isCompared = useChoices(({ comparison }) => comparison !== null);
  if (colors.size === 0 || isCompared) return null;
  const own = coloredBy?.colors === colors ? coloredBy : null;
  return (
    <p className="colored" role="status" data-testid="element-colored">
      <span>{own ? t('elements.colored', { by: nameOf(own.grouping) }) : t('elements.colored.view')}</span>
      {own !== null && own.others > 0 && (
        <span className="others">
          <i className="swatch" style={{ background: `rgb(${OTHERS_COLOR.join(' ')})` }} />
          {t('elements.colored.others', { count: own.others })}
        </span>
      )}
      <button onClick={end}>
        <X size="1em" /> {t('elements.colored.end')}
      </button>
    </p>
  );
}

/** Storeys of the building that is selected, of the one the selected device stands in, or of the picked element's model. */
import { Layers2, Map as PlanIcon } from 'lucide-react';
import { CommandButton } from '#commands/CommandButton.tsx';
import {
  buildingIdOf,
  isSameStorey,
  storeysOfBuilding,
  storeysOfModel,
  type NamedStorey,
} from '#state/storeys.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

function useStoreys(): readonly NamedStorey[] {
  const { t, local } = useText();
  const plan = useFacts((facts) => facts.plan);
  const models = useFacts((facts) => facts.models);
  const storey = useChoices((choices) => choices.storey);
  const selection = useChoices((choices) => choices.selection);
  const devices = useFacts((facts) => facts.devices);
  const modelId =
    selection?.kind === 'element'
      ? selection.element.modelId
      : selection === null && storey?.kind === 'model'
        ? storey.modelId
        : null;
  const model = models.find((one) => one.id === modelId);
  if (model) return storeysOfModel(model, { t, local });
  const placeId =
    selection?.kind === 'place'
      ? selection.id
      : selection?.kind === 'device'
        ? devices.get(selection.key)?.placeId
        : storey?.kind === 'building'
          ? storey.buildingId
          : null;
  const buildingId = buildingIdOf(placeId);
  const building = plan.places.find((place) => place.kind === 'building' && place.id === buildingId);
  return building ? storeysOfBuilding(plan, building, { t, local }) : [];
}

export function StoreyPicker() {
  const { t } = useText();
  const screen = useScreen();
  const storey = useChoices((choices) => choices.storey);
  const storeys = useStoreys();
  const chosen = storeys.findIndex((choice) => isSameStorey(choice.storey, storey));
  const usable = storeys.length > 0 || storey !== null;
  return (
    <>
      <label
        className={`tool-select ${storey ? 'active' : ''}`}
        title={usable ? undefined : t('scene.storey.pick')}
      >
        <Layers2 size="1.05em" />
        <select
          aria-label={t('scene.storey')}
          data-testid="storey"
          disabled={!usable}
          value={chosen < 0 ? '' : String(chosen)}
          onChange={(event) => {
            const choice = event.target.value === '' ? undefined : storeys[Number(event.target.value)];
            screen.choices.setState({ storey: choice?.storey ?? null });
            event.target.blur();
          }}
        >
          <option value="">{usable ? t('scene.storey.all') : t('scene.storey')}</option>
          {storeys.map(({ name }, i) => (
            <option key={i} value={i}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {usable && (
        <CommandButton command="tool.plan">
          <PlanIcon size="1.05em" />
        </CommandButton>
      )}
    </>
  );
}

/** Storeys of the building that is selected, of the one the selected device stands in, or of the picked element's model. */
import { Layers2 } from 'lucide-react';
import type { ModelManifest } from '#shared/protocol/model.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import type { Choices } from '#state/choices.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText, type Text } from '#ui/useText.ts';

type Storey = NonNullable<Choices['storey']>;

interface Choice {
  readonly name: string;
  readonly storey: Storey;
}

function ofBuilding(plan: CompoundPlan, buildingId: string, t: Text, building: string): Choice[] {
  const levels = plan.places
    .filter((place) => place.kind === 'storey' && place.id.startsWith(`${buildingId}-`))
    .map((place) => Number(place.id.split('/')[1]));
  return [...new Set(levels)]
    .sort((a, b) => a - b)
    .map((level) => ({
      name: t('scene.storey.level', { building, level }),
      storey: { kind: 'building', buildingId, level },
    }));
}

/** From the ground up; a storey without a height keeps its place in the file. */
function ofModel({ id, storeys }: ModelManifest, local: (name: string) => string): Choice[] {
  return storeys
    .map(({ name, elevationM }, storey) => ({ name, elevationM, storey }))
    .sort((a, b) => (a.elevationM ?? 0) - (b.elevationM ?? 0))
    .map(({ name, storey }) => ({
      name: local(name) || `${storey + 1}`,
      storey: { kind: 'model', modelId: id, storey },
    }));
}

function useStoreys(): readonly Choice[] {
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
  if (model) return ofModel(model, local);
  const placeId =
    selection?.kind === 'place'
      ? selection.id
      : selection?.kind === 'device'
        ? devices.get(selection.key)?.placeId
        : storey?.kind === 'building'
          ? storey.buildingId
          : null;
  const buildingId = placeId?.split(/[-/]/)[0];
  const building = plan.places.find((place) => place.kind === 'building' && place.id === buildingId);
  return building ? ofBuilding(plan, building.id, t, local(building.name)) : [];
}

export function StoreyPicker() {
  const { t } = useText();
  const screen = useScreen();
  const storey = useChoices((choices) => choices.storey);
  const storeys = useStoreys();
  const chosen = storeys.findIndex((choice) => JSON.stringify(choice.storey) === JSON.stringify(storey));
  const usable = storeys.length > 0 || storey !== null;
  return (
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
  );
}

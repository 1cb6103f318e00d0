/** Finds views, places, devices and plates by a part of their names. */
import { selectDevice, selectPlace, showView } from '#commands/focus.ts';
import { showSavedView } from '#commands/savedViews.ts';
import { openPlan } from '#commands/storeyPlan.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import type { TwinColumns } from '#shared/twin/columns.ts';
import type { LocalText } from '#shared/twin/text.ts';
import type { Facts } from '#state/facts.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { storeysOfBuilding } from '#state/storeys.ts';
import type { Text } from '#ui/useText.ts';

export interface Thing {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly run: (screen: ScreenContext) => void;
}

const foundAtMost = 12;

const squeezed = (name: string) => name.toLowerCase().replaceAll(/[\s·]/g, '');

export function findThings(
  wanted: string,
  known: Pick<Facts, 'devices' | 'plan' | 'words' | 'savedViews'> & { readonly columns: TwinColumns },
  t: Text,
  local: (text: LocalText | string) => string,
): Thing[] {
  const needle = wanted.trim().toLowerCase();
  if (needle === '') return [];
  // What is called so comes before what begins so, and that before what only has it somewhere in its name.
  const found: readonly [exact: Thing[], begins: Thing[], holds: Thing[]] = [[], [], []];
  const take = (names: readonly string[], thing: () => Thing): void => {
    const closeness = names.map((name) => {
      const at = name.toLowerCase().indexOf(needle);
      if (at < 0) return 3;
      return at > 0 ? 2 : name.length === needle.length ? 0 : 1;
    });
    const list = found[Math.min(...closeness)];
    if (list && list.length < foundAtMost) list.push(thing());
  };
  for (const place of known.plan.places)
    if (place.kind !== 'storey')
      take([place.id, place.name.zh, place.name.en], () => ({
        id: `place ${place.id}`,
        title: local(place.name),
        kind: t('place.title'),
        run: (screen) => selectPlace(screen, place.id),
      }));
  // Only once more than the building is named: its storeys would stand before everything else in it.
  const tight = squeezed(needle);
  for (const place of known.plan.places)
    if (place.kind === 'building' && tight.length > squeezed(local(place.name)).length)
      for (const { name, storey } of storeysOfBuilding(known.plan, place, { t, local }))
        if (squeezed(name).includes(tight))
          take([needle], () => ({
            id: `plan ${JSON.stringify(storey)}`,
            title: name,
            kind: t('plan.title'),
            run: (screen) => openPlan(screen, storey),
          }));
  known.plan.views.forEach((view, i) =>
    take([view.name.zh, view.name.en], () => ({
      id: `view ${i}`,
      title: local(view.name),
      kind: t('scene.views'),
      run: (screen) => showView(screen, i),
    })),
  );
  for (const { id, name } of known.savedViews)
    take([name], () => ({
      id: `saved view ${id}`,
      title: name,
      kind: t('tools.views'),
      run: (screen) => void showSavedView(screen, id),
    }));
  for (const device of known.devices.values()) {
    const plateIndex = device.points['plate'];
    const plate =
      plateIndex === undefined ? '' : (known.words.get(known.columns.values[plateIndex] ?? 0) ?? '');
    take([device.id, device.name.zh, device.name.en, ...(plate ? [plate] : [])], () => ({
      id: `device ${device.key}`,
      title: local(device.name) + (plate ? ` · ${plate}` : ''),
      kind: local(systemOrUnknown(device.system).name),
      run: (screen) => selectDevice(screen, device.key),
    }));
  }
  return found.flat().slice(0, foundAtMost);
}

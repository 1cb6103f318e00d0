/** Finds views, places, devices and plates by a part of their names. */
import { selectDevice, selectPlace, showView } from '#commands/focus.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import type { TwinColumns } from '#shared/twin/columns.ts';
import type { LocalText } from '#shared/twin/text.ts';
import type { Facts } from '#state/facts.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import type { Text } from '#ui/useText.ts';

export interface Thing {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly run: (screen: ScreenContext) => void;
}

const foundAtMost = 12;

export function findThings(
  wanted: string,
  known: Pick<Facts, 'devices' | 'plan' | 'words'> & { readonly columns: TwinColumns },
  t: Text,
  local: (text: LocalText) => string,
): Thing[] {
  const needle = wanted.trim().toLowerCase();
  if (needle === '') return [];
  const found: Thing[] = [];
  const matches = (...names: readonly string[]) => names.some((name) => name.toLowerCase().includes(needle));
  const full = () => found.length >= foundAtMost;
  known.plan.views.forEach((view, i) => {
    if (!full() && matches(view.name.zh, view.name.en))
      found.push({
        id: `view ${i}`,
        title: local(view.name),
        kind: t('scene.views'),
        run: (screen) => showView(screen, i),
      });
  });
  for (const place of known.plan.places) {
    if (full()) break;
    if (place.kind === 'storey' || !matches(place.id, place.name.zh, place.name.en)) continue;
    found.push({
      id: `place ${place.id}`,
      title: local(place.name),
      kind: t('place.title'),
      run: (screen) => selectPlace(screen, place.id),
    });
  }
  for (const device of known.devices.values()) {
    if (full()) break;
    const plateIndex = device.points['plate'];
    const plate =
      plateIndex === undefined ? '' : (known.words.get(known.columns.values[plateIndex] ?? 0) ?? '');
    if (!matches(device.id, device.name.zh, device.name.en, plate)) continue;
    found.push({
      id: `device ${device.key}`,
      title: local(device.name) + (plate ? ` · ${plate}` : ''),
      kind: local(systemOrUnknown(device.system).name),
      run: (screen) => selectDevice(screen, device.key),
    });
  }
  return found;
}

/** GA/T 1400 in `sources.json`, as it is shown and as it is changed: secrets go in and never out. */
import type { ViidEdit, ViidSettings, ViidView } from '#shared/protocol/sources.ts';

export function viidView(settings: ViidSettings | undefined, registered: readonly string[]): ViidView | null {
  if (!settings) return null;
  const present = new Set(registered);
  return {
    id: settings.id,
    devices: settings.devices.map(
      ({ id, name = null, on = true, direction = null, subscribeUrl = null }) => ({
        id,
        name,
        on,
        direction,
        subscribeUrl,
        registered: present.has(id),
      }),
    ),
  };
}

/**
 * Those that are given none keep theirs, while it is shown to nobody else: not where the hub is to go to another address
 * with it. One that has none then is refused by the check of the file.
 */
export function withSecrets({ id, devices }: ViidEdit, stored: ViidSettings | undefined): object {
  const before = new Map(stored?.devices.map((one) => [one.id, one]));
  return {
    id,
    devices: devices.map((one) => {
      const known = before.get(one.id);
      const goesNowhereNew = one.subscribeUrl === undefined || one.subscribeUrl === known?.subscribeUrl;
      const secret = one.secret ?? (goesNowhereNew ? known?.secret : undefined);
      return { ...one, ...(secret === undefined ? {} : { secret }) };
    }),
  };
}

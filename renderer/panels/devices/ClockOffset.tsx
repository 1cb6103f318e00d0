/** That a device's clock is wrong, and what that means for its readings. */
import { mayDo } from '#commands/command.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useFetched } from '#ui/useFetched.ts';
import { ageText, useText } from '#ui/useText.ts';

const askedEveryMs = 30_000;
/** Readings on their way are as late as that. */
const leastMs = 30_000;
/** So far behind is no clock that anybody ever set. */
const unsetMs = 3 * 365 * 86_400_000;

interface Clocks {
  readonly clocks: readonly { readonly device: string; readonly offsetMs: number }[];
}

export function ClockOffset({ device }: { device: DeviceRecord }) {
  const screen = useScreen();
  const { t } = useText();
  const may = useFacts(() => mayDo(screen, 'state.read'));
  const live = useFacts((facts) => facts.clock.mode === 'live');
  const turn = useInstant(askedEveryMs);
  const path = `/api/compounds/${encodeURIComponent(device.compound)}/clocks`;
  const url = `${path}?device=${encodeURIComponent(device.key)}`;
  const found = useFetched<Clocks>(may && live ? url : null, turn)?.clocks[0];
  if (!live || found?.device !== device.key || Math.abs(found.offsetMs) < leastMs) return null;
  const by = ageText(t, Math.abs(found.offsetMs));
  return (
    <p className="hint last-refused" data-testid="clock-offset">
      {found.offsetMs > unsetMs
        ? t('device.clock.unset')
        : t(found.offsetMs > 0 ? 'device.clock.behind' : 'device.clock.ahead', { by })}
    </p>
  );
}

/** What a device said last that was not taken in: which value, why and when. It tells why a reading stands still. */
import { mayDo } from '#commands/command.ts';
import type { DeviceRecord, RejectionReport } from '#shared/protocol/records.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useFetched } from '#ui/useFetched.ts';
import { useText } from '#ui/useText.ts';

export function LastRefused({ device }: { device: DeviceRecord }) {
  const screen = useScreen();
  const { t, said } = useText();
  const may = useFacts(() => mayDo(screen, 'history.read'));
  const live = useFacts((facts) => facts.clock.mode === 'live');
  const total = useFacts((facts) => facts.rejected.total);
  const asked = encodeURIComponent(`${device.compound}/${device.key}`);
  const report = useFetched<RejectionReport>(may && live ? `/api/rejections?device=${asked}` : null, total);
  const last = report?.recent[0];
  if (!last || !may || !live || last.device !== `${device.compound}/${device.key}`) return null;
  return (
    <p className="hint last-refused" data-testid="last-refused">
      {t('device.refused')} <ClockTime atMs={last.atMs} dated /> · {said(last)}
    </p>
  );
}

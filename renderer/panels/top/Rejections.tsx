/** What was refused at the door: how much, why, from which topic. */
import type { RejectionReport } from '#shared/protocol/records.ts';
import { localTime } from '#shared/time/localTime.ts';
import { zoneOf } from '#state/facts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { useFetched } from '#ui/useFetched.ts';
import { useText } from '#ui/useText.ts';

export function Rejections() {
  const { t, said } = useText();
  const total = useFacts((facts) => facts.rejected.total);
  const screen = useScreen();
  const zone = useFacts(zoneOf);
  const report = useFetched<RejectionReport>('/api/rejections', total);
  return (
    <Dialog wide title={t('rejections.title')} onClose={() => screen.choices.setState({ overlay: null })}>
      <p className="hint">
        {t('rejections.total', { count: report?.total ?? total })}
        {Object.entries(report?.byCode ?? {}).map(([code, count]) => ` · ${code} ${count}`)}
      </p>
      {report && report.recent.length === 0 && <p className="empty">{t('rejections.none')}</p>}
      {report && report.recent.length > 0 && (
        <div className="table-scroll">
          <table>
            <thead>
              <tr>
                <th>{t('rejections.time')}</th>
                <th>{t('rejections.topic')}</th>
                <th>{t('rejections.reason')}</th>
                <th>{t('rejections.sample')}</th>
              </tr>
            </thead>
            <tbody>
              {report.recent.slice(0, 100).map((one) => (
                <tr key={one.seq}>
                  <td>{localTime(one.atMs, zone).clock}</td>
                  <td>{one.topic}</td>
                  <td>{said(one)}</td>
                  <td>
                    <code>{one.sample}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Dialog>
  );
}

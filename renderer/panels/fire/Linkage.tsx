/** What the fire sets off, device by device: told to when and by whom, said so when, and how it stands now. */
import { selectDevice } from '#commands/focus.ts';
import { StepCommand } from '#panels/incidents/index.ts';
import { linkageRow, linkages, type Linkage as Kind, type LinkageRow } from '#shared/incidents/linkage.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { findPoint } from '#shared/systems/index.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { pointValue, readPoint } from '#state/reading.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import type { FireView } from './fireView.ts';
import { useLinked } from './linked.ts';

/** Of a group that nobody told anything so many are listed. */
const listedUntold = 3;

export function Linkage({ view }: { view: FireView }) {
  const { t } = useText();
  const linked = useLinked(view);
  const pump = view.asOf.entries.find(({ of }) => of?.verb === 'pump_start');
  return (
    <section className="fire-part fire-wide" data-testid="fire-linkage">
      <h3>{t('linkage.title')}</h3>
      <table className="fire-table">
        <thead>
          <tr>
            <th>{t('linkage.device')}</th>
            <th>{t('linkage.commanded')}</th>
            <th>{t('linkage.fedBack')}</th>
            <th>{t('linkage.now')}</th>
          </tr>
        </thead>
        {linkages.map((linkage) => (
          <Group key={linkage.id} view={view} linkage={linkage} devices={linked.get(linkage.id) ?? []} />
        ))}
        <tbody>
          <tr className="group">
            <th scope="rowgroup">{t('linkage.pump')}</th>
            <td colSpan={3}>
              {pump ? (
                <>
                  {t('linkage.pump.started')} <ClockTime atMs={pump.atMs} />
                </>
              ) : (
                <span className="hint">{t('linkage.pump.none')}</span>
              )}
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function Group(props: { view: FireView; linkage: Kind; devices: readonly DeviceRecord[] }) {
  const { t } = useText();
  const { view, linkage, devices } = props;
  const rows = devices.map((device) => ({ device, row: linkageRow(linkage, device.key, view.asOf.entries) }));
  const commanded = rows.filter(({ row }) => row.commandedAtMs !== null).length;
  const fedBack = rows.filter(({ row }) => row.fedBackAtMs !== null).length;
  // Seven loudspeakers that nobody told anything are one line.
  const listed = commanded > 0 || rows.length <= listedUntold ? rows : [];
  return (
    <tbody data-testid={`linkage-${linkage.id}`}>
      <tr className="group">
        <th scope="rowgroup">{t(`linkage.${linkage.id}`)}</th>
        <td colSpan={3}>
          {devices.length === 0 ? (
            <span className="hint">{t('linkage.none')}</span>
          ) : (
            <span className="linkage-group">
              <span className={fedBack < commanded ? 'loud' : ''}>
                {t('linkage.counts', { commanded, fedBack, all: rows.length })}
              </span>
              {!view.fixed && (
                <StepCommand
                  incident={view.incident}
                  act={{ kind: 'command', role: linkage.role, command: linkage.command }}
                  onDone={() => Promise.resolve()}
                />
              )}
            </span>
          )}
        </td>
      </tr>
      {listed.map(({ device, row }) => (
        <Row key={device.key} device={device} linkage={linkage} row={row} />
      ))}
    </tbody>
  );
}

function Row({ device, linkage, row }: { device: DeviceRecord; linkage: Kind; row: LinkageRow }) {
  const { t, local } = useText();
  const screen = useScreen();
  const { columns } = useFacts((facts) => facts.shown);
  const words = useFacts((facts) => facts.words);
  const reading = readPoint(device, linkage.point, columns, words);
  const value = pointValue(device, linkage.point, columns);
  const states = findPoint(device.system, linkage.point)?.states;
  const isInPlace = linkage.wanted === true ? value === 1 : states?.[value]?.id === linkage.wanted;
  return (
    <tr>
      <td>
        <button className="link" onClick={() => selectDevice(screen, device.key)}>
          {local(device.name)}
        </button>
      </td>
      <td>
        {row.commandedAtMs === null ? (
          <span className="hint">{t('linkage.not')}</span>
        ) : (
          <>
            <ClockTime atMs={row.commandedAtMs} />{' '}
            <small>{row.commandedBy && t(`linkage.by.${row.commandedBy}`)}</small>
          </>
        )}
      </td>
      <td className={row.fedBackAtMs === null && row.commandedAtMs !== null ? 'loud' : ''}>
        {row.fedBackAtMs !== null ? (
          <ClockTime atMs={row.fedBackAtMs} />
        ) : row.failed !== null ? (
          t(`linkage.${row.failed}`)
        ) : row.commandedAtMs !== null ? (
          t('linkage.waiting')
        ) : (
          '—'
        )}
      </td>
      <td className={isInPlace ? 'in-place' : ''}>
        {isInPlace && '✓ '}
        {reading?.word ? local(reading.word) : '—'}
      </td>
    </tr>
  );
}

/** The parts of a report, each as it stands on paper. */
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { mayDo } from '#commands/command.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import type { WordsIn } from '#ui/useWordsIn.ts';
import { timeOf, type ReportTables } from './reportTables.ts';

interface Worded {
  readonly words: WordsIn;
}

export function Summary(
  props: Worded & { readonly incident: IncidentRecord; readonly compound: string; readonly zone: string },
) {
  const { t, local, person } = props.words;
  const { incident, zone } = props;
  const plan = useFacts((facts) => facts.plan);
  const devices = useFacts((facts) => facts.devices);
  const place = plan.places.find(({ id }) => id === incident.placeId);
  const rows = [
    [t('incidentReport.compound'), props.compound],
    [t('incidentReport.place'), place ? local(place.name) : (incident.placeId ?? t('incidentReport.untold'))],
    [t('incidentReport.openedBy'), `${timeOf(incident.startedAtMs, zone)} · ${person(incident.openedBy)}`],
    [t('incidentReport.state'), t(`incident.${incident.state}`)],
    [
      t('incidentReport.assignee'),
      incident.assignee === null ? t('incidentReport.untold') : person(incident.assignee),
    ],
    [
      t('incidentReport.devices'),
      incident.deviceKeys.map((key) => local(devices.get(key)?.name ?? key)).join(t('list.comma')) ||
        t('incidentReport.untold'),
    ],
  ] as const;
  return (
    <dl>{rows.map(([name, value]) => [<dt key={`${name} `}>{name}</dt>, <dd key={name}>{value}</dd>])}</dl>
  );
}

export function Moments({ rows, words }: Worded & { readonly rows: ReportTables['moments'] }) {
  const { t } = words;
  return (
    <table data-testid="report-moments">
      <thead>
        <tr>
          <th>{t('incidentReport.moment')}</th>
          <th>{t('incidentReport.at')}</th>
          <th>{t('incidentReport.after')}</th>
          <th>{t('incidentReport.by')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ code, name, at, after, by }) => (
          <tr key={code} data-moment={code}>
            <td>{name}</td>
            <td className={after === '' ? 'untold' : 'time'}>{at}</td>
            <td className="time">{after}</td>
            <td>{by}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Steps({ rows, words }: Worded & { readonly rows: ReportTables['steps'] }) {
  const { t } = words;
  return (
    <table>
      <thead>
        <tr>
          <th>{t('incidentReport.step')}</th>
          <th>{t('incidentReport.state')}</th>
          <th>{t('incidentReport.at')}</th>
          <th>{t('incidentReport.by')}</th>
          <th>{t('incidentReport.result')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ text, state, isLate, at, by, result }, i) => (
          <tr key={i}>
            <td>{text}</td>
            <td className={isLate ? 'late' : ''}>{state}</td>
            <td className="time">{at.slice(at.indexOf(' ') + 1)}</td>
            <td>{by}</td>
            <td>{result}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Pictures(
  props: Worded & {
    readonly incident: IncidentRecord;
    readonly sceneUrl: string | null;
    readonly zone: string;
  },
) {
  const { t, local } = props.words;
  const { incident, sceneUrl, zone } = props;
  const screen = useScreen();
  const maySee = useFacts(() => mayDo(screen, 'cameras.view'));
  const pictures = (maySee ? incident.entries : []).flatMap(({ picture, text }) =>
    picture ? [{ picture, text }] : [],
  );
  const files = incident.entries.flatMap(({ attachment }) => attachment ?? []);
  if (!sceneUrl && pictures.length === 0 && files.length === 0) return null;
  return (
    <>
      <h2>{t('incidentReport.pictures')}</h2>
      <div className="report-pictures">
        {sceneUrl && (
          <figure className="wide">
            <img src={sceneUrl} alt={t('incidentReport.scene')} />
            <figcaption>{t('incidentReport.scene')}</figcaption>
          </figure>
        )}
        {pictures.map(({ picture, text }, i) => (
          <figure key={i}>
            <img
              src={`/api/incidents/${encodeURIComponent(incident.id)}/pictures/${picture.sha256}`}
              alt={local(text)}
            />
            <figcaption>
              {local(text)} · {timeOf(picture.atMs, zone)}
            </figcaption>
          </figure>
        ))}
      </div>
      {files.length > 0 && (
        <p>
          {t('incidentReport.attachments')}:{' '}
          {files.map(({ name, sha256 }) => `${name} (SHA-256 ${sha256.slice(0, 12)}…)`).join(t('list.comma'))}
        </p>
      )}
    </>
  );
}

export function Timeline({ rows, words }: Worded & { readonly rows: ReportTables['timeline'] }) {
  const { t } = words;
  return (
    <table data-testid="report-timeline">
      <thead>
        <tr>
          <th>{t('incidentReport.at')}</th>
          <th>{t('incidentReport.kind')}</th>
          <th>{t('incidentReport.what')}</th>
          <th>{t('incidentReport.by')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ seq, at, kind, text, by }) => (
          <tr key={seq}>
            <td className="time">{at}</td>
            <td>{kind}</td>
            <td>{text}</td>
            <td>{by}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

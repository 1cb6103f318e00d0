/** An incident as a paper: what it was, how long what took, what was done, its pictures and its timeline; as PDF or table. */
import { Camera, FileSpreadsheet, Printer } from 'lucide-react';
import { useRef, useState } from 'react';
import { Score, scoreRows, useRunOf } from '#panels/drills/index.ts';
import { incidentAt, isOver } from '#shared/incidents/incidentAt.ts';
import type { IncidentEntry, IncidentRecord } from '#shared/protocol/records.ts';
import { zoneOf } from '#state/facts.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts } from '#state/useScreen.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { printPage } from '#ui/printPage.ts';
import { saveXlsx } from '#ui/saveXlsx.ts';
import { useText } from '#ui/useText.ts';
import { useWordsIn } from '#ui/useWordsIn.ts';
import { reportStyle } from './reportStyle.ts';
import { reportTables, timeOf } from './reportTables.ts';
import { Moments, Pictures, Steps, Summary, Timeline } from './ReportParts.tsx';
import { SitePlan } from './SitePlan.tsx';
import { useScenePicture } from './useScenePicture.ts';
import { useWholeTimeline } from './useWholeTimeline.ts';

export function Report({ incident, onClose }: { incident: IncidentRecord; onClose: () => void }) {
  const { t, said } = useText();
  const { entries, fault } = useWholeTimeline(incident);
  return (
    <Dialog wide title={t('incidentReport.title')} onClose={onClose}>
      {fault && <p className="fault">{said(fault)}</p>}
      {!fault && !entries && <p className="hint">{t('incidentReport.loading')}</p>}
      {entries && <Sheet incident={incident} entries={entries} />}
    </Dialog>
  );
}

function Sheet(props: { readonly incident: IncidentRecord; readonly entries: readonly IncidentEntry[] }) {
  const screenText = useText();
  const [language, setLanguage] = useState(screenText.language);
  const words = useWordsIn(language);
  const { t, local, person } = words;
  const facts = useFacts((all) => all);
  const zone = zoneOf(facts);
  const isReplay = facts.clock.mode === 'replay';
  const instant = useInstant(60_000);
  const sheet = useRef<HTMLElement>(null);
  const scene = useScenePicture();
  const whole = { ...props.incident, entries: props.entries };
  // In replay it says what was known then.
  const incident = isReplay ? (incidentAt(whole, instant) ?? whole) : whole;
  const tables = reportTables(incident, incident.entries, zone, words);
  const compound = facts.compounds.find(({ id }) => id === incident.compound)?.manifest;
  const run = useRunOf(incident.id, incident.drill);
  const isDone = run !== null && run.state !== 'running' && isOver(incident.state);
  const score = isDone ? run.score : null;
  const scored = score ? scoreRows(score, incident.procedure, words) : [];
  const name = `${t('incidentReport.title')} ${local(incident.title)} ${timeOf(incident.startedAtMs, zone).replaceAll(':', '-')}`;
  return (
    <>
      <div className="report-bar">
        <label>
          {screenText.t('incidentReport.language')}{' '}
          <select
            data-testid="report-language"
            value={language}
            onChange={({ target }) => setLanguage(target.value === 'en' ? 'en' : 'zh')}
          >
            <option value="zh">中文</option>
            <option value="en">English</option>
          </select>
        </label>
        <button
          className="primary"
          data-testid="report-print"
          disabled={scene.isBusy}
          onClick={() =>
            sheet.current && printPage(sheet.current, { title: name, language, style: reportStyle })
          }
        >
          <Printer size="1em" /> {screenText.t('incidentReport.print')}
        </button>
        <button
          data-testid="report-xlsx"
          onClick={() =>
            void saveXlsx(`${name}.xlsx`, [
              ...sheetsOf(tables, t),
              ...(isDone ? [scoreSheet(scored, t)] : []),
            ])
          }
        >
          <FileSpreadsheet size="1em" /> {screenText.t('incidentReport.xlsx')}
        </button>
        <button data-testid="report-scene" disabled={scene.isBusy} onClick={scene.take}>
          <Camera size="1em" />{' '}
          {screenText.t(scene.isBusy ? 'incidentReport.scene.busy' : 'incidentReport.scene.add')}
        </button>
      </div>
      <article
        className="report-sheet"
        ref={sheet}
        lang={language === 'zh' ? 'zh-CN' : 'en'}
        data-testid="report-sheet"
      >
        <h1>
          {local(incident.title)}{' '}
          {incident.drill && <span className="drill">{t('incidentReport.drill')}</span>}
        </h1>
        <p className="made">
          {isReplay
            ? t('incidentReport.asOf', { when: timeOf(instant, zone) })
            : t('incidentReport.made', { when: timeOf(instant, zone), who: person(facts.user) })}
        </p>
        <Summary
          incident={incident}
          compound={compound ? local(compound.name) : incident.compound}
          zone={zone}
          words={words}
        />
        <h2>{t('incidentReport.moments')}</h2>
        <Moments rows={tables.moments} words={words} />
        {tables.steps.length > 0 && (
          <>
            <h2>{t('incidentReport.procedure')}</h2>
            <Steps rows={tables.steps} words={words} />
          </>
        )}
        {isDone && (
          <>
            <h2>{t('drill.score')}</h2>
            {!score && <p>{t('drill.score.none')}</p>}
            {score && <Score score={score} procedure={incident.procedure} words={words} />}
          </>
        )}
        <h2>{t('incidentReport.plan')}</h2>
        <SitePlan incident={incident} plan={facts.plan} words={words} />
        <Pictures incident={incident} sceneUrl={scene.url} zone={zone} words={words} />
        <h2>{t('incidentReport.timeline', { count: tables.timeline.length })}</h2>
        <Timeline rows={tables.timeline} words={words} />
        <p className="foot">{t('incidentReport.page')}</p>
      </article>
    </>
  );
}

function sheetsOf(
  { moments, steps, timeline }: ReturnType<typeof reportTables>,
  t: ReturnType<typeof useWordsIn>['t'],
) {
  return [
    {
      title: t('incidentReport.moments'),
      rows: [
        [
          t('incidentReport.moment'),
          t('incidentReport.at'),
          t('incidentReport.after'),
          t('incidentReport.by'),
        ],
        ...moments.map(({ name, at, after, by }) => [name, at, after, by]),
      ],
    },
    {
      title: t('incidentReport.procedure'),
      rows: [
        [
          t('incidentReport.step'),
          t('incidentReport.state'),
          t('incidentReport.at'),
          t('incidentReport.by'),
          t('incidentReport.result'),
        ],
        ...steps.map(({ text, state, at, by, result }) => [text, state, at, by, result]),
      ],
    },
    {
      title: t('incidentReport.timeline', { count: timeline.length }),
      rows: [
        [
          '#',
          t('incidentReport.at'),
          t('incidentReport.kind'),
          t('incidentReport.what'),
          t('incidentReport.by'),
        ],
        ...timeline.map(({ seq, at, kind, text, by }) => [seq + 1, at, kind, text, by]),
      ],
    },
  ];
}

/** Of a drill that is over. */
function scoreSheet(rows: ReturnType<typeof scoreRows>, t: ReturnType<typeof useWordsIn>['t']) {
  return {
    title: t('drill.score'),
    rows:
      rows.length === 0
        ? [[t('drill.score.none')]]
        : [
            [t('drill.score.what'), t('drill.score.points'), t('drill.score.lost'), t('drill.score.why')],
            ...rows.map(({ what, points, lost, why }) => [what, points, lost, why]),
          ],
  };
}

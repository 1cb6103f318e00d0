/** What a person judges, put onto the incident's timeline beside what was computed. */
import { useState } from 'react';
import { mayDo, whyNotAct } from '#commands/command.ts';
import type { ThrowReading } from '#shared/incidents/throwReading.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { summaryOf } from './throwSummary.ts';

const UNDECIDED = ' undecided';
const NOT_THROWN = ' not';

export function ThrowJudgement({ incident, reading }: { incident: IncidentRecord; reading: ThrowReading }) {
  const { t, local } = useText();
  const screen = useScreen();
  const [judged, setJudged] = useState('');
  const may = useFacts(() => mayDo(screen, 'incidents.act'));
  const reason = useFacts(() => whyNotAct(screen));
  if (!may) return null;
  const words =
    judged === UNDECIDED
      ? t('trace.judge.undecided')
      : judged === NOT_THROWN
        ? t('trace.judge.not')
        : local(judged);
  return (
    <form
      className="trace-judge"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason) return screen.notices.say('error', { key: reason });
        const text = t('trace.judged', { judgement: words, summary: summaryOf(t, local, reading) });
        void screen.session
          .command('noteIncident', { incidentId: incident.id, text })
          .then((result) => result.ok && setJudged(''));
      }}
    >
      <label>
        {t('trace.judge')}{' '}
        <select value={judged} onChange={({ target }) => setJudged(target.value)}>
          <option value="">{t('trace.judge.none')}</option>
          {reading.storeys.map(({ id }) => (
            <option key={id} value={id}>
              {local(id)}
            </option>
          ))}
          <option value={UNDECIDED}>{t('trace.judge.undecided')}</option>
          <option value={NOT_THROWN}>{t('trace.judge.not')}</option>
        </select>
      </label>
      <button type="submit" disabled={judged === ''} title={reason ? t(reason) : undefined}>
        {t('trace.judge.record')}
      </button>
    </form>
  );
}

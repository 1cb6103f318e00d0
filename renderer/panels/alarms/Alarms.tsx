/** Right: what asks the operator to act, worst first. One click flies there; the suggested action stands beside it. */
import { useState } from 'react';
import { isAsking, isSetAside, owesSight } from '#shared/alarms/machine.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { useOperations } from '#state/operations.ts';
import { session } from '#state/session.ts';
import { ClockTime } from '#ui/ClockTime.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useInstant } from '#ui/useInstant.ts';
import { stopwatch, useText } from '#ui/useText.ts';
import { acknowledge, openIncidentOf, selectAlarm } from '#commands/actions.ts';

const shownAtMost = 200;
const lateMs = 2000;

export function Alarms() {
  const { t } = useText();
  const alarms = useOperations((state) => state.alarms);
  const mode = useOperations((state) => state.clock.mode);
  const selected = useOperations((state) => state.selectedAlarmId);
  const open = alarms.filter((alarm) => !alarm.acknowledged && !isSetAside(alarm)).length;
  return (
    <section className="panel alarms" aria-label={t('alarms.title')}>
      <h2>
        {t('alarms.title')}
        <span className="aside">{t('alarms.count', { open, all: alarms.length })}</span>
      </h2>
      {alarms.length === 0 && (
        <p className="empty">{t(mode === 'live' ? 'alarms.none' : 'alarms.none.replay')}</p>
      )}
      <ul data-testid="alarm-list">
        {alarms.slice(0, shownAtMost).map((alarm, index) => (
          <AlarmRow
            key={alarm.id}
            alarm={alarm}
            live={mode === 'live'}
            expanded={selected === alarm.id || (selected === null && index === 0 && !alarm.acknowledged)}
          />
        ))}
      </ul>
    </section>
  );
}

function AlarmRow({ alarm, expanded, live }: { alarm: AlarmRecord; expanded: boolean; live: boolean }) {
  const { t, local, person } = useText();
  const instant = useInstant(1000);
  const quiet = alarm.acknowledged || isSetAside(alarm);
  const status =
    alarm.state === 'acknowledged' && !alarm.conditionActive && alarm.latching
      ? t('alarms.latched')
      : t(`state.${alarm.state}`);
  return (
    <li
      className={`alarm p${alarm.priority} ${quiet ? 'quiet' : 'loud'} ${expanded ? 'expanded' : ''}`}
      data-alarm={alarm.id}
      data-rule={alarm.ruleId}
      onClick={(event) => {
        if (!(event.target as Element).closest('button')) selectAlarm(alarm);
      }}
    >
      <button className="alarm-head" onClick={() => selectAlarm(alarm)} aria-expanded={expanded}>
        <PriorityMark priority={alarm.priority} muted={isSetAside(alarm)} />
        <span className="alarm-title">
          {local(alarm.name)} · {local(alarm.deviceName)}
        </span>
        <time>{stopwatch(instant - alarm.firstAtMs)}</time>
        <span className="alarm-detail">
          {alarm.value && <b>{alarm.value}</b>}
          <span>{status}</span>
          {alarm.notStored && <span className="not-stored">{t('alarms.notStored')}</span>}
          {alarm.count > 1 && <span>{t('alarms.repeats', { count: alarm.count })}</span>}
          {alarm.acknowledgedBy && <span>{t('alarms.acked', { by: person(alarm.acknowledgedBy) })}</span>}
          {alarm.note && <span>「{alarm.note}」</span>}
        </span>
      </button>
      {expanded && (
        <>
          <p className="alarm-action">{t('alarms.suggest', { action: local(alarm.action) })}</p>
          <p className="alarm-consequence">{t('alarms.consequence', { text: local(alarm.consequence) })}</p>
          <Learnt alarm={alarm} />
          {live && <AlarmButtons alarm={alarm} />}
        </>
      )}
    </li>
  );
}

/** A late word says both: when it happened, and when anybody here could know. */
function Learnt({ alarm: { happenedAtMs = 0, learntAtMs = 0 } }: { alarm: AlarmRecord }) {
  const { t } = useText();
  if (happenedAtMs === 0 || Math.abs(learntAtMs - happenedAtMs) < lateMs) return null;
  return (
    <p className="alarm-learnt" data-testid="learnt">
      {t('alarms.happened')} <ClockTime atMs={happenedAtMs} /> · {t('alarms.learnt')}{' '}
      <ClockTime atMs={learntAtMs} />
    </p>
  );
}

function AlarmButtons({ alarm }: { alarm: AlarmRecord }) {
  const { t } = useText();
  const [asking, setAsking] = useState<'note' | 'shelve' | null>(null);
  const canReset = alarm.latching && alarm.acknowledged && !alarm.conditionActive;
  return (
    <div className="alarm-buttons">
      {(isAsking(alarm) || owesSight(alarm)) && (
        <button className="primary" data-testid="acknowledge" onClick={() => acknowledge(alarm)}>
          {t('alarms.acknowledge')} <kbd>A</kbd>
        </button>
      )}
      {canReset && (
        <button
          className="primary"
          onClick={() => void session().command('resetAlarm', { alarmId: alarm.id, note: '' })}
        >
          {t('alarms.reset')}
        </button>
      )}
      <button onClick={() => void openIncidentOf(alarm)}>
        {t('alarms.incident')} <kbd>I</kbd>
      </button>
      {!alarm.acknowledged && <button onClick={() => setAsking('note')}>{t('alarms.note')}</button>}
      {alarm.shelvable && !isSetAside(alarm) && (
        <button onClick={() => setAsking('shelve')}>{t('alarms.shelve')}</button>
      )}
      {alarm.state === 'shelved' && (
        <button onClick={() => void session().command('unshelve', { alarmId: alarm.id })}>
          {t('alarms.unshelve')}
        </button>
      )}
      {asking === 'note' && <NoteDialog alarm={alarm} onClose={() => setAsking(null)} />}
      {asking === 'shelve' && <ShelveDialog alarm={alarm} onClose={() => setAsking(null)} />}
    </div>
  );
}

export function NoteDialog({ alarm, onClose }: { alarm: AlarmRecord; onClose: () => void }) {
  const { t } = useText();
  const [note, setNote] = useState('');
  return (
    <Dialog title={t('alarms.acknowledge.note')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          acknowledge(alarm, note);
          onClose();
        }}
      >
        <label>
          {t('alarms.note')}
          <textarea
            autoFocus
            rows={3}
            maxLength={2000}
            placeholder={t('alarms.note.hint')}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        <DialogButtons action={t('alarms.acknowledge')} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function ShelveDialog({ alarm, onClose }: { alarm: AlarmRecord; onClose: () => void }) {
  const { t } = useText();
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState(30);
  return (
    <Dialog title={t('alarms.shelve')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void session()
            .command('shelve', { alarmId: alarm.id, reason, minutes })
            .then((result) => {
              if (result.ok) onClose();
            });
        }}
      >
        <label>
          {t('alarms.shelve.reason')}
          <textarea
            autoFocus
            required
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <label>
          {t('alarms.shelve.minutes')}
          <input
            type="number"
            min={1}
            max={480}
            value={minutes}
            onChange={(event) => setMinutes(Number(event.target.value))}
          />
        </label>
        <DialogButtons action={t('alarms.shelve')} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

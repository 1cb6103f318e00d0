/**
 * What people do to an incident: each gives what becomes of it and the entry that tells of it, or the fault that
 * forbids it.
 */
import { isOver } from '#shared/incidents/incidentAt.ts';
import { stateNames } from '#shared/incidents/stateNames.ts';
import { marksOf } from '#shared/incidents/marks.ts';
import type {
  IncidentMark,
  IncidentPicture,
  IncidentRecord,
  IncidentState,
  MusterState,
} from '#shared/protocol/records.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { Place } from '#shared/twin/compound.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { plainEntry, type NewEntry } from './entries.ts';

export type Edited = Result<readonly [Partial<IncidentRecord>, NewEntry]>;
export type Edit = (incident: IncidentRecord) => Edited;

const nextStates: Readonly<Record<IncidentState, readonly IncidentState[]>> = {
  new: ['in-progress', 'false'],
  'in-progress': ['resolved', 'false'],
  resolved: ['closed', 'in-progress'],
  closed: [],
  false: [],
};

function saying(text: LocalText, more: string): LocalText {
  const said = more.trim();
  return said === '' ? text : { zh: `${text.zh}：${said}`, en: `${text.en}: ${said}` };
}

/** `standing`: alarms of its devices that are not over. What is left undone needs a reason before it is put away. */
export function advanced(
  state: IncidentState,
  note: string,
  by: string,
  atMs: number,
  standing: (incident: IncidentRecord) => number,
): Edit {
  return (incident) => {
    if (!nextStates[incident.state].includes(state))
      return failure('transition', { fromState: incident.state, toState: state });
    if ((state === 'closed' || state === 'false') && note.trim() === '') {
      const steps = incident.procedure.filter(({ doneAtMs }) => doneAtMs === null).length;
      const alarms = standing(incident);
      if (steps + alarms > 0) return failure('incident-reason', { steps, alarms });
    }
    const endedAtMs = isOver(state) ? (incident.endedAtMs ?? atMs) : null;
    return success([
      { state, endedAtMs },
      {
        ...plainEntry('state', saying(stateNames[state], note), by, atMs),
        change: { kind: 'state', state },
      },
    ]);
  };
}

/** Nothing is added to what somebody has closed, whoever was quicker. */
function whileOpen(edit: Edit): Edit {
  return (incident) =>
    incident.state === 'closed' || incident.state === 'false' ? failure('incident-over') : edit(incident);
}

export function noted(text: string, by: string, atMs: number): Edit {
  return whileOpen(() =>
    text.trim() === ''
      ? failure('empty-note')
      : success([{}, plainEntry('note', { zh: text, en: text }, by, atMs)]),
  );
}

/** What came of a step is kept with it, and goes when the step is taken back. */
export function stepped(nth: number, done: boolean, result: string, by: string, atMs: number): Edit {
  return whileOpen((incident) => {
    const found = incident.procedure[nth];
    if (!found) return failure('no-step');
    const came = done && result.trim() !== '' ? result.trim() : null;
    const procedure = incident.procedure.map((one, i) =>
      i === nth ? { ...one, doneAtMs: done ? atMs : null, doneBy: done ? by : null, result: came } : one,
    );
    const { zh, en } = found.text;
    const text = done ? { zh: `完成：${zh}`, en: `Done: ${en}` } : { zh: `撤回：${zh}`, en: `Undone: ${en}` };
    return success([
      { procedure },
      {
        ...plainEntry('action', saying(text, came ?? ''), by, atMs),
        change: { kind: 'step', step: nth, done, ...(came === null ? {} : { result: came }) },
      },
    ]);
  });
}

/** Who answers for it from now on; null: nobody in particular. */
export function assigned(assignee: string | null, by: string, atMs: number): Edit {
  return whileOpen(() => {
    const text =
      assignee === null
        ? { zh: '取消负责人', en: 'Nobody is assigned any more' }
        : { zh: `负责人：${assignee}`, en: `Assigned to ${assignee}` };
    return success([
      { assignee },
      { ...plainEntry('action', text, by, atMs), change: { kind: 'assignee', assignee } },
    ]);
  });
}

const markNames: Readonly<Record<IncidentMark, LocalText>> = {
  confirm: { zh: '确认火警', en: 'Fire confirmed' },
  'call-119': { zh: '已拨打 119', en: '119 called' },
  'brigade-arrive': { zh: '消防队到场', en: 'The fire brigade is here' },
  'under-control': { zh: '火势受控', en: 'The fire is under control' },
};

/** Declared by whoever commands, or taken back. */
export function marked(mark: IncidentMark, done: boolean, by: string, atMs: number): Edit {
  return whileOpen((incident) => {
    if (marksOf(incident).has(mark) === done) return failure(done ? 'marked-already' : 'not-marked');
    const { zh, en } = markNames[mark];
    const text = done ? { zh, en } : { zh: `撤回：${zh}`, en: `Taken back: ${en}` };
    return success([{}, { ...plainEntry('action', text, by, atMs), change: { kind: 'mark', mark, done } }]);
  });
}

const musterNames: Readonly<Record<MusterState, LocalText>> = {
  out: { zh: '已撤出', en: 'all outside' },
  help: { zh: '需要救助', en: 'needs help' },
  unheard: { zh: '尚未联系上', en: 'not heard of yet' },
};

/** What is known of the people of a household. */
export function mustered(
  household: Pick<Place, 'id' | 'name'>,
  muster: MusterState,
  by: string,
  atMs: number,
): Edit {
  const { zh, en } = musterNames[muster];
  const text = { zh: `清点 ${household.name.zh}：${zh}`, en: `Muster ${household.name.en}: ${en}` };
  const change = { kind: 'muster', placeId: household.id, muster } as const;
  return whileOpen(() => success([{}, { ...plainEntry('action', text, by, atMs), change }]));
}

/** A picture of a camera, kept by its hash. */
export function pictured(picture: IncidentPicture, cameraName: LocalText, by: string, atMs: number): Edit {
  const text = { zh: `画面 · ${cameraName.zh}`, en: `Picture · ${cameraName.en}` };
  return whileOpen(() => success([{}, { ...plainEntry('note', text, by, atMs), picture }]));
}

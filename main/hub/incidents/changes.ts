/**
 * What people do to an incident: each gives what becomes of it and the entry that tells of it, or the fault that
 * forbids it.
 */
import { isOver } from '#shared/incidents/incidentAt.ts';
import { askingOf, openSteps } from '#shared/incidents/steps.ts';
import { stateNames } from '#shared/incidents/stateNames.ts';
import { marksOf } from '#shared/incidents/marks.ts';
import type {
  IncidentAttachment,
  IncidentMark,
  IncidentPicture,
  IncidentRecord,
  IncidentState,
  IncidentStep,
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
      const steps = openSteps(incident.procedure);
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

/** A step of a procedure, done or taken back. */
export interface StepDone {
  /** 0, 1, 2 … */
  readonly nth: number;
  readonly done: boolean;
  /** What came of it; blank: nothing to tell. */
  readonly result: string;
  /** Where the step has choices: the one that was made. */
  readonly choice: string | null;
}

/**
 * What came of a step is kept with it, and goes when the step is taken back. One that asks for words, a picture or a file is
 * not done without; one that is not asked for cannot be done. Taking back a choice takes nothing else back.
 */
export function stepped(
  { nth, done, result, choice }: StepDone,
  by: string,
  atMs: number,
  has: { readonly picture: boolean; readonly file: boolean },
): Edit {
  return whileOpen((incident) => {
    const found = incident.procedure[nth];
    if (!found) return failure('no-step');
    const came = done && result.trim() !== '' ? result.trim() : null;
    const chosen = found.choices?.find(({ id }) => id === choice);
    if (done) {
      if (askingOf(incident.procedure, nth) !== 'asked') return failure('step-not-asked');
      if (found.choices && !chosen) return failure('step-choice');
      if (found.proof === 'words' && came === null) return failure('step-words');
      if ((found.proof === 'picture' || found.proof === 'file') && !has[found.proof])
        return failure(found.proof === 'picture' ? 'step-picture' : 'step-file');
    }
    const { choice: _before, ...rest } = found;
    const step: IncidentStep = {
      ...rest,
      doneAtMs: done ? atMs : null,
      doneBy: done ? by : null,
      result: came,
      ...(done && chosen ? { choice: chosen.id } : {}),
    };
    const { zh, en } = found.text;
    const told = done ? { zh: `完成：${zh}`, en: `Done: ${en}` } : { zh: `撤回：${zh}`, en: `Undone: ${en}` };
    const text =
      done && chosen ? { zh: `${told.zh} → ${chosen.text.zh}`, en: `${told.en} → ${chosen.text.en}` } : told;
    return success([
      { procedure: incident.procedure.map((one, i) => (i === nth ? step : one)) },
      {
        ...plainEntry('action', saying(text, came ?? ''), by, atMs),
        change: {
          kind: 'step',
          step: nth,
          done,
          ...(came === null ? {} : { result: came }),
          ...(done && chosen ? { choice: chosen.id } : {}),
        },
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

/** A file as it came. Films of a recorder come days later, when the incident may be closed already. */
export function attached(attachment: IncidentAttachment, note: string, by: string, atMs: number): Edit {
  const text = { zh: `附件 · ${attachment.name}`, en: `Attached · ${attachment.name}` };
  return () => success([{}, { ...plainEntry('note', saying(text, note), by, atMs), attachment }]);
}

/** What was done with its evidence, whatever its state. */
export function evidenced(text: LocalText, note: string, by: string, atMs: number): Edit {
  return () => success([{}, plainEntry('action', saying(text, note), by, atMs)]);
}

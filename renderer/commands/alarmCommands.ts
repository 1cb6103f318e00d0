/** What is done with alarms: always with those that were chosen. */
import { isAsking, isSetAside, owesSight } from '#shared/alarms/machine.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { RequestName, RequestOf } from '#shared/protocol/requests.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import type { ScreenCommand } from './command.ts';
import { selectAlarm } from './focus.ts';
import { openIncidentOf } from './incidents.ts';

interface Chosen {
  readonly alarms: readonly AlarmRecord[];
  readonly chosenAlarmIds: readonly string[];
  readonly shownAlarmIds: readonly string[];
  readonly result: readonly AlarmRecord[];
}

/** Each button asks at each change: among thousands of alarms they are looked for once. */
const lastChosen = new WeakMap<ScreenContext, Chosen>();

export function chosenAlarms(screen: ScreenContext): readonly AlarmRecord[] {
  const { alarms } = screen.facts.getState();
  const { chosenAlarmIds, shownAlarmIds } = screen.choices.getState();
  const last = lastChosen.get(screen);
  if (
    last?.alarms === alarms &&
    last.chosenAlarmIds === chosenAlarmIds &&
    last.shownAlarmIds === shownAlarmIds
  )
    return last.result;
  const chosen = new Set(chosenAlarmIds);
  // Of several, those that a filter has taken out of sight are not acted upon.
  const shown = chosen.size > 1 && shownAlarmIds.length > 0 ? new Set(shownAlarmIds) : null;
  const result =
    chosen.size === 0 ? [] : alarms.filter(({ id }) => chosen.has(id) && (shown?.has(id) ?? true));
  lastChosen.set(screen, { alarms, chosenAlarmIds, shownAlarmIds, result });
  return result;
}

/** The chosen one that is shown in full. */
export function leadAlarm(screen: ScreenContext): AlarmRecord | undefined {
  const lead = screen.choices.getState().chosenAlarmIds.at(-1);
  return screen.facts.getState().alarms.find(({ id }) => id === lead);
}

const canAcknowledge = (alarm: AlarmRecord) => isAsking(alarm) || owesSight(alarm);
const canReset = (alarm: AlarmRecord) => alarm.latching && alarm.acknowledged && !alarm.conditionActive;
const canShelve = (alarm: AlarmRecord) => alarm.shelvable && !isSetAside(alarm);
const isShelved = (alarm: AlarmRecord) => alarm.state === 'shelved';

/** Those of the chosen ones with which it can be done, each asked for by itself: one refusal does not spoil the rest. */
export async function doWithChosen<K extends RequestName>(
  screen: ScreenContext,
  can: (alarm: AlarmRecord) => boolean,
  name: K,
  request: (alarm: AlarmRecord) => RequestOf<K>,
): Promise<boolean> {
  const answers = await Promise.all(
    chosenAlarms(screen)
      .filter(can)
      .map((alarm) => screen.hub.ask(name, request(alarm))),
  );
  // The same words are not said a hundred times.
  const faults = new Map(
    answers.flatMap((answer) => (answer.ok ? [] : [[answer.error.code, answer.error] as const])),
  );
  for (const fault of faults.values()) screen.notices.fault(fault);
  return faults.size === 0;
}

export async function acknowledgeChosen(screen: ScreenContext, note: string): Promise<boolean> {
  const lead = leadAlarm(screen);
  const done = await doWithChosen(screen, canAcknowledge, 'acknowledge', ({ id }) => ({ alarmId: id, note }));
  // Whoever chose something else meanwhile stays there.
  if (done && lead && screen.choices.getState().chosenAlarmIds.at(-1) === lead.id)
    chooseAsking(screen, lead.id);
  return done;
}

export function shelveChosen(screen: ScreenContext, reason: string, minutes: number): Promise<boolean> {
  return doWithChosen(screen, canShelve, 'shelve', ({ id }) => ({ alarmId: id, reason, minutes }));
}

/** As they are listed; where no list is on the screen, by gravity. */
function listed({ facts, choices }: ScreenContext): readonly string[] {
  const { shownAlarmIds } = choices.getState();
  return shownAlarmIds.length > 0 ? shownAlarmIds : facts.getState().alarms.map(({ id }) => id);
}

/** In the order of the list, before and after the lead. */
function step(screen: ScreenContext, by: 1 | -1): void {
  const ids = listed(screen);
  const at = ids.indexOf(screen.choices.getState().chosenAlarmIds.at(-1) ?? '');
  const byId = new Map(screen.facts.getState().alarms.map((alarm) => [alarm.id, alarm]));
  // A list that is held still shows what is over: that is stepped across.
  for (let i = at < 0 ? 0 : at + by; i >= 0 && i < ids.length; i += by) {
    const alarm = byId.get(ids[i] ?? '');
    if (alarm) return selectAlarm(screen, alarm);
  }
}

/** The next in the list that asks somebody to act, round the end; stays where it is when there is none. */
function chooseAsking(screen: ScreenContext, afterId: string | undefined): void {
  const ids = listed(screen);
  const byId = new Map(screen.facts.getState().alarms.map((alarm) => [alarm.id, alarm]));
  const at = afterId === undefined ? -1 : ids.indexOf(afterId);
  const round = [...ids.slice(at + 1), ...ids.slice(0, Math.max(0, at))];
  const next = round.map((id) => byId.get(id)).find((alarm) => alarm !== undefined && isAsking(alarm));
  if (next) selectAlarm(screen, next);
}

const gravest = ({ facts }: ScreenContext) => facts.getState().liveAlarms.find((alarm) => isAsking(alarm));

/** With nothing chosen the key chooses the first: nobody acts on an alarm that was not chosen. */
const none = (screen: ScreenContext) => chosenAlarms(screen).length === 0;
const unlessSome = (can: (alarm: AlarmRecord) => boolean) => (screen: ScreenContext) =>
  chosenAlarms(screen).some(can) ? null : 'why.alarm.none';

export const alarmCommands: readonly ScreenCommand[] = [
  {
    id: 'alarm.acknowledge',
    group: 'alarms',
    text: 'alarms.acknowledge',
    keys: ['A'],
    needs: 'alarms.acknowledge',
    acts: true,
    unable: (screen) => (none(screen) ? null : unlessSome(canAcknowledge)(screen)),
    run: (screen) => (none(screen) ? chooseAsking(screen, undefined) : acknowledgeChosen(screen, '')),
  },
  {
    id: 'alarm.note',
    group: 'alarms',
    text: 'alarms.acknowledge.note',
    keys: ['Shift+A'],
    needs: 'alarms.acknowledge',
    acts: true,
    unable: (screen) => (none(screen) ? null : unlessSome(canAcknowledge)(screen)),
    run: (screen) =>
      none(screen)
        ? chooseAsking(screen, undefined)
        : screen.choices.setState({ overlay: 'acknowledge-note' }),
  },
  {
    id: 'alarm.incident',
    group: 'alarms',
    text: 'alarms.incident',
    keys: ['I'],
    needs: 'incidents.read',
    unable: (screen) => (leadAlarm(screen) ? null : 'why.alarm.choose'),
    run: (screen) => {
      const alarm = leadAlarm(screen);
      return alarm ? openIncidentOf(screen, alarm) : undefined;
    },
  },
  {
    id: 'alarm.shelve',
    group: 'alarms',
    text: 'alarms.shelve',
    keys: ['S'],
    needs: 'alarms.act',
    acts: true,
    unable: unlessSome(canShelve),
    run: ({ choices }) => choices.setState({ overlay: 'shelve' }),
  },
  {
    id: 'alarm.unshelve',
    group: 'alarms',
    text: 'alarms.unshelve',
    needs: 'alarms.act',
    acts: true,
    unable: unlessSome(isShelved),
    run: (screen) => doWithChosen(screen, isShelved, 'unshelve', ({ id }) => ({ alarmId: id })),
  },
  {
    id: 'alarm.reset',
    group: 'alarms',
    text: 'alarms.reset',
    keys: ['R'],
    needs: 'alarms.act',
    acts: true,
    unable: unlessSome(canReset),
    run: (screen) => doWithChosen(screen, canReset, 'resetAlarm', ({ id }) => ({ alarmId: id, note: '' })),
  },
  {
    id: 'alarm.next',
    group: 'alarms',
    text: 'alarms.next',
    keys: ['N'],
    repeats: true,
    run: (screen) => step(screen, 1),
  },
  {
    id: 'alarm.previous',
    group: 'alarms',
    text: 'alarms.previous',
    keys: ['Shift+N'],
    repeats: true,
    run: (screen) => step(screen, -1),
  },
  {
    id: 'alarm.gravest',
    group: 'alarms',
    text: 'alarms.gravest',
    keys: ['G'],
    unable: (screen) => (gravest(screen) ? null : 'why.alarm.quiet'),
    run: (screen) => {
      const alarm = gravest(screen);
      if (!alarm) return;
      screen.clock.live();
      selectAlarm(screen, alarm);
    },
  },
];

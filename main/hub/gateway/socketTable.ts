/** What screens may ask over the socket: for each request its permit and who answers it. An entry without a permit does not compile. */
import type { RequestName, RequestOf } from '#shared/protocol/requests.ts';
import { success, type Result } from '#shared/protocol/result.ts';
import type { Answers, MarkKind } from '#shared/protocol/socket.ts';
import type { Identity } from '../access/index.ts';
import { may } from '#shared/access/may.ts';
import type { CompoundTwin } from '../twin/index.ts';
import type { Commands } from './commands.ts';
import type { Ingesting } from './ingesting.ts';
import type { PassActs } from './passActs.ts';
import { permit, type Permit } from './permit.ts';
import type { Queries } from './queries.ts';
import type { Scopes } from './scopes.ts';
import type { Waiting } from './superseding.ts';
import { seenHydration, seenSnapshot, seenTimeline, seenWindow } from './visible.ts';

export interface Asking extends Waiting {
  readonly person: Identity;
  /** Lets the compound's news reach this socket. */
  join(compound: CompoundTwin): Promise<void>;
}

/** What one steps to where nobody says which kinds. */
const usualKinds: readonly MarkKind[] = ['alarm', 'event'];

type Answer<T> = Result<T> | Promise<Result<T>>;
export type SocketTable = {
  readonly [K in RequestName]: {
    readonly permit: Permit<RequestOf<K>>;
    readonly answer: (asking: Asking, request: RequestOf<K>) => Answer<Answers[K]>;
  };
};

export function createSocketTable(
  ask: Queries,
  command: Commands,
  scopes: Scopes,
  ingesting: Ingesting,
  passActs: PassActs,
): SocketTable {
  const { ofAlarm, ofIncident, ofCommand, ofDemo, ofPass, ofBooking } = scopes;
  return {
    subscribe: {
      permit: permit('state.read', ({ compound }) => ({ compound })),
      async answer({ person, join }, r) {
        const compound = ask.compound(r.compound);
        if (!compound.ok) return compound;
        // What happens while the answer is made comes before it: the screen holds it back until then.
        await join(compound.value);
        const hydration = await ask.hydrate(r.compound, r.lastSeq);
        return hydration.ok ? success(seenHydration(person, hydration.value)) : hydration;
      },
    },
    snapshot: {
      permit: permit('history.read', ({ compound }) => ({ compound })),
      answer: async ({ person, newest }, r) =>
        seen(await ask.snapshot(r.compound, r.atMs, newest('snapshot')), (value) =>
          seenSnapshot(person, value),
        ),
    },
    window: {
      permit: permit('history.read', ({ compound }) => ({ compound })),
      answer: async ({ person, gone }, r) =>
        seen(await ask.window(r.compound, r.fromMs, r.toMs, gone), (value) => seenWindow(person, value)),
    },
    timeline: {
      permit: permit('history.read', ({ compound }) => ({ compound })),
      answer: async ({ person, gone }, r) =>
        seen(await ask.timeline(r.compound, r.fromMs, r.toMs, r.bins, gone), (value) =>
          seenTimeline(person, value),
        ),
    },
    nextEvent: {
      permit: permit('alarms.read', ({ compound }) => ({ compound })),
      answer: ({ person }, r) => {
        const kinds = (r.kinds ?? usualKinds).filter(
          (kind) => kind !== 'incident' || may(person, 'incidents.read', { compound: r.compound }),
        );
        return ask.nextEvent(r.compound, r.atMs, r.direction, r.after ?? null, kinds);
      },
    },
    acknowledge: {
      permit: permit('alarms.acknowledge', ({ alarmId }) => ofAlarm(alarmId)),
      answer: ({ person }, r) => command.acknowledge(person, r.alarmId, r.note),
    },
    resetAlarm: {
      permit: permit('alarms.act', ({ alarmId }) => ofAlarm(alarmId)),
      answer: ({ person }, r) => command.resetAlarm(person, r.alarmId, r.note),
    },
    shelve: {
      permit: permit('alarms.act', ({ alarmId }) => ofAlarm(alarmId)),
      answer: ({ person }, r) => command.shelve(person, r.alarmId, r.reason, r.minutes),
    },
    unshelve: {
      permit: permit('alarms.act', ({ alarmId }) => ofAlarm(alarmId)),
      answer: ({ person }, r) => command.unshelve(person, r.alarmId),
    },
    setService: {
      permit: permit('devices.service', ({ compound, deviceKey }) => ({ compound, target: deviceKey })),
      answer: ({ person }, r) => command.setService(person, r),
    },
    openIncident: {
      permit: permit('incidents.act', ({ compound, alarmId }) => {
        const from = ofAlarm(alarmId).compound ?? compound;
        // An alarm of one compound in an incident of another is for somebody who may see both.
        return from === compound ? { compound } : { wholeHub: true };
      }),
      answer: ({ person }, r) => command.openIncident(person, r),
    },
    advanceIncident: {
      permit: permit('incidents.act', ({ incidentId }) => ofIncident(incidentId)),
      answer: ({ person }, r) => command.advanceIncident(person, r.incidentId, r.state, r.note),
    },
    setCameraPath: {
      permit: permit('incidents.act', ({ incidentId }) => ofIncident(incidentId)),
      answer: ({ person }, r) => command.setCameraPath(person, r.incidentId, r.stops),
    },
    noteIncident: {
      permit: permit('incidents.act', ({ incidentId }) => ofIncident(incidentId)),
      answer: ({ person }, r) => command.noteIncident(person, r.incidentId, r.text),
    },
    stepIncident: {
      permit: permit('incidents.act', ({ incidentId }) => ofIncident(incidentId)),
      answer: ({ person }, r) =>
        command.stepIncident(person, r.incidentId, {
          nth: r.step,
          done: r.done,
          result: r.result ?? '',
          choice: r.choice ?? null,
        }),
    },
    markIncident: {
      permit: permit('incidents.act', ({ incidentId }) => ofIncident(incidentId)),
      answer: ({ person }, r) => command.markIncident(person, r.incidentId, r.mark, r.done),
    },
    musterHousehold: {
      permit: permit('incidents.act', ({ incidentId }) => ofIncident(incidentId)),
      answer: ({ person }, r) => command.musterHousehold(person, r.incidentId, r.placeId, r.muster),
    },
    assignIncident: {
      permit: permit('incidents.act', ({ incidentId }) => ofIncident(incidentId)),
      answer: ({ person }, r) => command.assignIncident(person, r.incidentId, r.assignee),
    },
    listIncidents: {
      permit: permit('incidents.read', ({ compound }) => ({ compound })),
      answer: (_, r) => ask.incidentsIn(r.compound, r.states, r.beforeMs ?? null, r.limit),
    },
    ingest: {
      permit: permit('ingest.write', ({ compound }) => ({ compound })),
      answer: ({ person }, { compound, messages }) =>
        ingesting(
          person,
          messages.map((value, nth) => ({ line: nth + 1, value: success(value) })),
          compound,
        ),
    },
    sendCommand: {
      permit: permit('commands.send', ofCommand),
      answer: ({ person }, r) => command.sendCommand(person, r),
    },
    listPasses: {
      permit: permit('passes.read', ({ compound }) => ({ compound })),
      answer: (_, { compound, ...asked }) => passActs.listPasses(compound, asked),
    },
    issuePass: {
      permit: permit('passes.act', ({ compound }) => ({ compound })),
      answer: ({ person }, r) => passActs.issue(person, r.compound, r.pass),
    },
    revokePass: {
      permit: permit('passes.act', ({ passId }) => ofPass(passId)),
      answer: ({ person }, r) => passActs.revoke(person, r.passId, r.reason),
    },
    listBookings: {
      permit: permit('bookings.read', ({ compound }) => ({ compound })),
      answer: (_, { compound, ...asked }) => passActs.listBookings(compound, asked),
    },
    book: {
      permit: permit('bookings.act', ({ compound }) => ({ compound })),
      answer: ({ person }, r) => passActs.book(person, r.compound, r.booking),
    },
    stepBooking: {
      permit: permit('bookings.act', ({ bookingId }) => ofBooking(bookingId)),
      answer: ({ person }, r) => passActs.stepBooking(person, r.bookingId, r.step),
    },
    runDemo: {
      permit: permit('demo.run', ({ compound }) => ofDemo(compound ?? null)),
      answer: ({ person }, r) => command.runDemo(person, r.compound, r.scenario),
    },
  };
}

function seen<T>(found: Result<T>, show: (value: T) => T): Result<T> {
  return found.ok ? success(show(found.value)) : found;
}

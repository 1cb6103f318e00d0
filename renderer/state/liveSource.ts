/** The live source: what the hub says goes into the live world and the store, in the order in which it was said. */
import { isOnset } from '#shared/alarms/machine.ts';
import { withDelta } from '#shared/incidents/timeline.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { fromWire } from '#shared/protocol/socket.ts';
import { unpackReadings } from '#shared/twin/packed.ts';
import type { ScreenParts } from './screenContext.ts';
import type { World } from './world.ts';

export interface LiveSource {
  /**
   * While a compound's state is on its way, what is said meanwhile waits: it is newer than that state and must come
   * after it. Returns what lets it through.
   */
  hold(): () => void;
  dispose(): void;
}

export function createLiveSource(
  { hub, clock, facts }: Pick<ScreenParts, 'hub' | 'clock' | 'facts'>,
  live: World,
  on: {
    seq: (seq: number) => void;
    /** `home` is the compound the hub was started with. */
    reconnected: (home: string | null) => void;
    /** Raised anew or again. */
    raised: (alarm: AlarmRecord) => void;
    /** The hub has models of this revision; `changed`: since the screen was told last. */
    models: (revision: number, changed: boolean) => void;
  },
): LiveSource {
  let holds = 0;
  let held: (() => void)[] | null = null;
  const inOrder = (compound: string, apply: () => void) => {
    const now = () => {
      if (compound === facts.getState().compoundId) apply();
    };
    if (held) held.push(now);
    else now();
  };

  const told = (compound: string, what: 'passages' | 'passes' | 'bookings') =>
    inOrder(compound, () =>
      facts.setState(({ told: before }) => ({ told: { ...before, [what]: before[what] + 1 } })),
    );

  const stops = [
    hub.onConnection((connected) =>
      facts.setState((state) => ({ connected, everConnected: state.everConnected || connected })),
    ),
    hub.on('hello', (hello) => {
      clock.alignToHub(hello.hubTimeMs);
      facts.setState({
        compounds: hello.compounds,
        user: hello.user,
        person: hello.person,
        firstRun: hello.firstRun,
        version: hello.version,
        alerts: hello.alerts,
      });
      on.models(hello.modelsRevision, false);
      on.reconnected(hello.home);
    }),
    hub.on('compounds', (compounds) => facts.setState({ compounds })),
    hub.on('tick', (compound, columns) =>
      inOrder(compound, () => {
        const readings = unpackReadings(columns);
        on.seq(readings.seq);
        live.apply(readings);
      }),
    ),
    hub.on('words', (compound, words) => inOrder(compound, () => live.learnWords(words))),
    hub.on('devices', (compound, changed, removed) =>
      inOrder(compound, () =>
        facts.setState((state) => {
          const devices = new Map(state.devices);
          for (const key of removed) devices.delete(key);
          for (const device of changed) devices.set(device.key, device);
          return { devices };
        }),
      ),
    ),
    hub.on('alarm', (transition) =>
      inOrder(transition.alarm.compound, () => {
        live.transition(transition);
        if (isOnset(transition)) on.raised(transition.alarm);
      }),
    ),
    hub.on('event', (event) => inOrder(event.compound, () => live.event(fromWire(event)))),
    hub.on('action', (action) => inOrder(action.compound, () => live.action(action))),
    hub.on('command', ({ command }) => inOrder(command.compound, () => live.command(command))),
    hub.on('incident', (delta) =>
      inOrder(delta.head.compound, () => {
        const known = live.incidents.find(({ id }) => id === delta.head.id);
        live.putIncidents([withDelta(known, delta)]);
      }),
    ),
    hub.on('passage', ({ compound }) => told(compound, 'passages')),
    hub.on('pass', ({ compound }) => told(compound, 'passes')),
    hub.on('booking', ({ compound }) => told(compound, 'bookings')),
    hub.on('models', (_, revision) => on.models(revision, true)),
    hub.on('importing', (progress) =>
      facts.setState((state) => ({ imports: new Map(state.imports).set(progress.jobId, progress) })),
    ),
    hub.on('alert', (alert, standing) =>
      facts.setState((state) => ({
        alerts: [...state.alerts.filter((one) => one.id !== alert.id), ...(standing ? [alert] : [])],
      })),
    ),
    hub.on('rejections', (rejected) => facts.setState({ rejected })),
  ];

  return {
    hold() {
      holds++;
      held ??= [];
      return () => {
        if (--holds > 0) return;
        const waiting = held ?? [];
        held = null;
        for (const apply of waiting) apply();
      };
    },
    dispose: () => stops.forEach((stop) => stop()),
  };
}

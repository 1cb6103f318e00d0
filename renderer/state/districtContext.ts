/**
 * What the page of the district consists of: the hub's client, what the hub says of all compounds, their open alarms and
 * the hub's time. It follows no compound's readings: the hub tells in a few numbers how each stands.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Person } from '#shared/access/may.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { CompoundSummary } from '#shared/protocol/socket.ts';
import { askHub } from './account.ts';
import { createAtMost } from './atMost.ts';
import { Clock } from './clock.ts';
import { createHubClient, type HubClient } from './hubClient.ts';
import { createPreferences, type PreferenceStore } from './preferences.ts';

const alarmsMs = 400;
const againMs = 3000;
const mostAlarms = 2000;

export interface DistrictFacts {
  readonly connected: boolean;
  readonly everConnected: boolean;
  /** Null until the hub has said who is signed in. */
  readonly person: Person | null;
  readonly compounds: readonly CompoundSummary[];
  /** The compound the hub was started with. */
  readonly home: string | null;
  /** Hub time; null while it is in reach. */
  readonly lostSinceMs: number | null;
  /** Open ones of all compounds, newest first; null until they are there. */
  readonly alarms: readonly AlarmRecord[] | null;
  /** They could not be had when they were asked for last: what is shown is of before. */
  readonly alarmsStale: boolean;
  /** Hub time; null = not muted. */
  readonly mutedUntilMs: number | null;
  /** The browser keeps the page silent until it is touched. */
  readonly soundBlocked: boolean;
}

export interface DistrictContext {
  readonly hub: HubClient;
  readonly clock: Clock;
  readonly facts: StoreApi<DistrictFacts>;
  readonly preferences: PreferenceStore;
  dispose(): void;
}

type AskAlarms = () => Promise<readonly AlarmRecord[] | null>;

async function openAlarms(): Promise<readonly AlarmRecord[] | null> {
  const answer = await askHub<{ alarms: AlarmRecord[] }>('GET', `/api/alarms?state=open&limit=${mostAlarms}`);
  return answer.ok ? answer.alarms : null;
}

export function createDistrictContext(
  options: {
    readonly hub?: HubClient;
    readonly clock?: Clock;
    readonly askAlarms?: AskAlarms;
    readonly preferences?: PreferenceStore;
    readonly onRefused?: () => void;
  } = {},
): DistrictContext {
  const hub = options.hub ?? createHubClient();
  const clock = options.clock ?? new Clock();
  const askAlarms = options.askAlarms ?? openAlarms;
  const facts = createStore<DistrictFacts>(() => ({
    connected: false,
    everConnected: false,
    person: null,
    compounds: [],
    home: null,
    lostSinceMs: null,
    alarms: null,
    alarmsStale: false,
    mutedUntilMs: null,
    soundBlocked: false,
  }));
  if (options.onRefused) hub.onRefused(options.onRefused);
  let disposed = false;
  let asked = 0;
  let turns = '';
  let again: ReturnType<typeof setTimeout> | undefined;

  async function refresh(): Promise<void> {
    clearTimeout(again);
    const mine = ++asked;
    const alarms = await askAlarms();
    // Asked again meanwhile: the later answer is the newer.
    if (disposed || mine !== asked) return;
    facts.setState(alarms ? { alarms, alarmsStale: false } : { alarmsStale: true });
    if (!alarms && facts.getState().connected) again = setTimeout(refreshing.soon, againMs);
  }
  const refreshing = createAtMost(
    () => alarmsMs,
    () => void refresh(),
  );

  function followAlarms(isNew: boolean): void {
    const { person, compounds } = facts.getState();
    if (!person?.verbs.includes('alarms.read')) return facts.setState({ alarms: [] });
    const now = JSON.stringify(compounds.map(({ id, alarmTurn }) => [id, alarmTurn]));
    if (now === turns && !isNew) return;
    turns = now;
    refreshing.soon();
  }

  const stops = [
    hub.onConnection((connected) => {
      const { connected: was, everConnected } = facts.getState();
      clock.setReachable(connected || !everConnected);
      facts.setState({
        connected,
        everConnected: everConnected || connected,
        lostSinceMs: connected ? null : was ? clock.hubNowMs() : facts.getState().lostSinceMs,
      });
    }),
    hub.on('hello', ({ hubTimeMs, person, compounds, home }) => {
      clock.alignToHub(hubTimeMs);
      facts.setState({ person, compounds, home });
      followAlarms(true);
    }),
    hub.on('compounds', (compounds) => {
      facts.setState({ compounds });
      followAlarms(false);
    }),
  ];
  return {
    hub,
    clock,
    facts,
    preferences: options.preferences ?? createPreferences(),
    dispose() {
      disposed = true;
      clearTimeout(again);
      refreshing.dispose();
      stops.forEach((stop) => stop());
      hub.dispose();
    },
  };
}

/**
 * A screen without its components: the context over a hub in memory and a clock that the test turns, driven with an
 * operator's verbs. Time runs by the test's timers.
 */
import { vi } from 'vitest';
import { commands, runCommand } from '#commands/index.ts';
import { commandOfKey } from '#commands/keys.ts';
import { whyNot, type ScreenCommand } from '#commands/command.ts';
import { success } from '#shared/protocol/result.ts';
import type { AlarmRecord, AlarmVerb, DeviceRecord } from '#shared/protocol/records.ts';
import type { Hydration, Snapshot } from '#shared/protocol/socket.ts';
import { packReadings, ReadingsBuilder } from '#shared/twin/packed.ts';
import { everywhere } from '#shared/access/may.ts';
import { verbs, type Verb } from '#shared/access/verbs.ts';
import { createScreenContext, type ScreenContext } from '#state/screenContext.ts';
import { Clock } from '#state/clock.ts';
import { FakeHub } from './FakeHub.ts';
import { compoundSummary } from './records.ts';

export const startMs = Date.UTC(2026, 10, 26, 8, 0, 0);

/** Values by index of their column, packed as the hub sends them. */
export function columnsOf(values: readonly number[], timeMs: number): ArrayBuffer {
  const builder = new ReadingsBuilder();
  values.forEach((value, index) => builder.push(index, value, timeMs, 0));
  return packReadings(builder.take(), 1);
}

export class TestScreen {
  readonly hub = new FakeHub();
  readonly screen: ScreenContext;
  private readonly kept = new Map<string, string>();

  constructor() {
    vi.useFakeTimers({ now: startMs });
    this.screen = createScreenContext({
      hub: this.hub,
      clock: new Clock(() => Date.now()),
      keeper: {
        getItem: (key) => this.kept.get(key) ?? null,
        setItem: (key, value) => void this.kept.set(key, value),
      },
    });
    this.hydrate({});
  }

  /** What the hub answers to whoever begins to look at a compound. */
  hydrate(part: Partial<Hydration>): void {
    this.hub.answer('subscribe', ({ compound }) =>
      success({
        compound,
        seq: 1,
        full: true,
        hubTimeMs: Date.now(),
        devices: [],
        words: [],
        columns: columnsOf([], startMs),
        alarms: [],
        incidents: [],
        commands: [],
        historyFromMs: startMs - 86_400_000,
        ...part,
      }),
    );
  }

  /** Signs in as somebody who may do everything, at the compound the hub was started with. */
  async open(may: readonly Verb[] = verbs, modelsRevision = 0): Promise<this> {
    this.hub.setConnected(true);
    this.hub.says('hello', {
      protocol: 1,
      version: 'test',
      hubTimeMs: Date.now(),
      user: 'wang',
      person: { name: '小王', role: 'operator', verbs: may, scope: everywhere },
      firstRun: false,
      compounds: [compoundSummary('a'), compoundSummary('b')],
      modelsRevision,
      home: 'a',
      alerts: [],
    });
    await this.settle();
    return this;
  }

  /** Lets everything that is already decided happen. */
  async settle(): Promise<void> {
    await vi.advanceTimersByTimeAsync(0);
  }

  async wait(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
  }

  /** Several at once reach the panels in two steps, a tenth of a second apart. */
  raise(...alarms: readonly AlarmRecord[]): void {
    for (const alarm of alarms) this.step(alarm, 'raised');
    vi.advanceTimersByTime(100);
  }

  step(alarm: AlarmRecord, verb: AlarmVerb): void {
    this.hub.says('alarm', { seq: 1, atMs: Date.now(), verb, by: null, note: '', alarm });
  }

  knowDevices(...devices: readonly DeviceRecord[]): void {
    this.hub.says('devices', 'a', devices, []);
  }

  /** Presses a key as named in the table of commands. */
  press(name: string): void {
    const command = this.commandOf(name);
    if (command) runCommand(this.screen, command.id);
  }

  commandOf(name: string): ScreenCommand | undefined {
    const parts = name.split('+');
    const key = parts.at(-1) ?? '';
    return commandOfKey(commands, {
      key: key === 'Space' ? ' ' : key,
      code: /^[A-Z]$/.test(key) ? `Key${key}` : key,
      ctrlKey: parts.includes('Ctrl'),
      metaKey: false,
      altKey: parts.includes('Alt'),
      shiftKey: parts.includes('Shift'),
      isComposing: false,
    });
  }

  /** Why a command cannot be done now. */
  why(id: string): string | null {
    const command = commands.find((one) => one.id === id);
    if (!command) throw new Error(`there is no command ${id}`);
    return whyNot(command, this.screen);
  }

  scrubTo(atMs: number): void {
    this.screen.clock.seek(atMs);
  }

  /** Of the shown world, by column. */
  value(index: number): number {
    return this.screen.session.shown().columns.values[index] ?? NaN;
  }

  /** Answers for the state of any instant: column 0 holds the seconds since the start. */
  remember(part: Partial<Snapshot> = {}): void {
    this.hub.answer('snapshot', ({ atMs }) => success(snapshotOf(atMs, part)));
  }

  dispose(): void {
    this.screen.dispose();
    vi.useRealTimers();
  }
}

/** The state of an instant: column 0 holds the seconds since the start. */
export function snapshotOf(atMs: number, part: Partial<Snapshot> = {}): Snapshot {
  return {
    atMs,
    columns: columnsOf([(atMs - startMs) / 1000], atMs),
    words: [],
    alarms: [],
    incidents: [],
    outOfService: {},
    formerDevices: [],
    commands: [],
    events: [],
    actions: [],
    ...part,
  };
}

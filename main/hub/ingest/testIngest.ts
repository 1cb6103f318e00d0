/** The message core with a real twin and real records, for tests of dialects: what is said, and what became of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompoundMapping } from '#shared/compounds/mapping.ts';
import type { PointValue } from '#shared/protocol/device.ts';
import { emptyPlan, type CompoundPlan } from '#shared/twin/compound.ts';
import { homesOf } from '../compounds/index.ts';
import { openTestRecords, testManifest } from '../testHub.ts';
import { createTwin, type Twin } from '../twin/index.ts';
import { addressOf, createIngest, type Ingest } from './index.ts';
import type { OwnMessage } from './message.ts';
import type { SourceSettings } from './sourcesFile.ts';

export interface HeardEvent {
  readonly device: string;
  readonly id: string;
  readonly type: string;
  readonly t: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface TestIngest {
  readonly ingest: Ingest;
  readonly twin: Twin;
  readonly events: HeardEvent[];
  readonly replies: { readonly id: string; readonly ok: boolean; readonly message?: string }[];
  readonly answers: OwnMessage[];
  nowMs: number;
  /** As after a restart: what the dialects knew is gone, the twin is what it was. */
  forget(): void;
  say(topic: string, payload: unknown, retained?: boolean): void;
  /** Keys of the devices of a compound. */
  keys(compound?: string): string[];
  values(key: string, compound?: string): Record<string, PointValue> | null;
  map(compound: string, mapping: CompoundMapping): void;
  order(key: string, name: string, params?: Readonly<Record<string, PointValue>>): OwnMessage | null;
  refused(): Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

const places = ['3', '3-2', '3-2-501'];
export const testPlan: CompoundPlan = {
  ...emptyPlan,
  places: places.map((id) => ({
    id,
    kind: 'household',
    name: { zh: id, en: id },
    parentId: null,
    box: null,
  })),
};

export function openTestIngest(settings?: readonly SourceSettings[]): TestIngest {
  const dir = mkdtempSync(join(tmpdir(), 'linli-dialect-'));
  const records = openTestRecords(dir);
  const mappings = new Map<string, CompoundMapping>();
  const events: HeardEvent[] = [];
  const replies: TestIngest['replies'] = [];
  const answers: OwnMessage[] = [];
  let orders = 0;
  const clock = { nowMs: 1_790_000_000_000 };
  const now = () => clock.nowMs;
  const twin = createTwin(records, now);
  function open(): Ingest {
    const opened = createIngest({
      twin,
      now,
      homeOf: homesOf(() => mappings, 'test'),
      ...(settings ? { settings } : {}),
      hasOpenAlarm: () => false,
      listen: () => {},
      answer: (message) => void answers.push(message),
    });
    opened.onEvent((_compound, device, { id, type, t, data = {} }) =>
      events.push({ device: device.record.key, id, type, t, data }),
    );
    opened.onReply((_device, reply) => replies.push(reply));
    return opened;
  }
  let ingest = open();
  for (const id of ['test', 'second']) twin.ensureCompound({ ...testManifest, id }, testPlan);
  return {
    get ingest() {
      return ingest;
    },
    forget: () => void (ingest = open()),
    twin,
    events,
    replies,
    answers,
    get nowMs() {
      return clock.nowMs;
    },
    set nowMs(ms) {
      clock.nowMs = ms;
    },
    say(topic, payload, retained = false) {
      const bytes =
        payload instanceof Uint8Array
          ? payload
          : Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
      ingest.accept(topic, bytes, retained);
    },
    keys: (compound = 'test') => [...(twin.compounds.get(compound)?.devices.keys() ?? [])].sort(),
    values(key, compound = 'test') {
      const found = twin.compounds.get(compound);
      const record = found?.devices.get(key)?.record;
      if (!found || !record) return null;
      return Object.fromEntries(
        Object.entries(record.points)
          .filter(([, index]) => (found.columns.times[index] ?? 0) > 0)
          .map(([id, index]) => [id, found.toValue(record, id, found.columns.values[index] ?? NaN)]),
      );
    },
    map(compound, mapping) {
      mappings.set(compound, mapping);
      ingest.remap();
    },
    order(key, name, params = {}) {
      const [system = '', ...id] = key.split('/');
      const device = addressOf('test', system, id.join('/'));
      const order = {
        device,
        name,
        id: `order-${++orders}`,
        atMs: now(),
        expiresMs: now() + 5000,
        params,
      };
      return ingest.encode(order)?.message ?? null;
    },
    refused: () => ingest.rejections.report().byCode,
    async stop() {
      await records.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

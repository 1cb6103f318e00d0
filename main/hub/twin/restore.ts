/** What of the twin stands in `linli.db`, read back: at the start everything, later one compound that comes again. */
import type { CompoundManifest, CompoundPlan } from '#shared/twin/compound.ts';
import type { DeviceMeta } from '#shared/protocol/device.ts';
import type { OutOfService } from '#shared/protocol/records.ts';
import { readRules } from '#shared/alarms/compoundRules.ts';
import { findSystem } from '#shared/systems/index.ts';
import { faultLine } from '#shared/i18n/faults/faultText.ts';
import type { HubDatabase } from '../records/index.ts';
import type { CompoundTwin } from './compoundTwin.ts';
import { restoreSilences } from './silence.ts';
import { intervalOf } from './usualSilence.ts';

export function restore(
  db: HubDatabase,
  create: (manifest: CompoundManifest, plan: CompoundPlan) => CompoundTwin,
  compounds: ReadonlyMap<string, CompoundTwin>,
  nowMs: number,
): void {
  const rows = <T>(sql: string) => db.prepare<[], T>(sql).iterate();
  for (const row of rows<{ id: string; manifest: string; plan: string }>('SELECT * FROM compounds')) {
    create(JSON.parse(row.manifest) as CompoundManifest, JSON.parse(row.plan) as CompoundPlan);
  }
  restoreNames(db, compounds, null);
  for (const row of rows<{ compound: string; key: string; meta: string }>('SELECT * FROM devices')) {
    const slash = row.key.indexOf('/');
    const { describedBy, learntS, ...meta } = JSON.parse(row.meta) as DeviceMeta & {
      readonly describedBy?: string | null;
      readonly learntS?: number;
    };
    const [system, id] = [row.key.slice(0, slash), row.key.slice(slash + 1)];
    const device = compounds.get(row.compound)?.describe(system, id, meta, nowMs, describedBy ?? null).device;
    if (!device || learntS === undefined) continue;
    device.learntS = learntS;
    device.record = { ...device.record, ...intervalOf(device.record.intervalS, learntS) };
  }
  for (const row of rows<{ compound: string; device: string; mark: string }>(
    'SELECT * FROM out_of_service',
  )) {
    const device = compounds.get(row.compound)?.devices.get(row.device);
    if (device) device.record = { ...device.record, outOfService: JSON.parse(row.mark) as OutOfService };
  }
  restoreSilences(db, compounds);
}

/** What points and texts are numbered, and the rules people set: of one compound, or of all. */
export function restoreNames(
  db: HubDatabase,
  compounds: ReadonlyMap<string, CompoundTwin>,
  only: string | null,
): void {
  const rows = <T>(sql: string) => db.prepare<[string | null], T>(sql).iterate(only);
  for (const row of rows<{ compound: string; idx: number; device: string; point: string }>(
    'SELECT * FROM points WHERE compound = coalesce(?, compound) ORDER BY compound, idx',
  )) {
    compounds.get(row.compound)?.restorePoint(row.idx, row.device, row.point);
  }
  for (const row of rows<{ compound: string; next: number }>(
    `SELECT compound, max(next) AS next FROM (SELECT compound, max(idx) + 1 AS next FROM words GROUP BY compound
       UNION SELECT compound, CAST(value AS INTEGER) FROM compound_settings WHERE name = 'next-word')
     WHERE compound = coalesce(?, compound) GROUP BY compound`,
  ))
    compounds.get(row.compound)?.words.startFrom(row.next);
  for (const row of rows<{ compound: string; value: string }>(
    "SELECT compound, value FROM compound_settings WHERE name = 'rules' AND compound = coalesce(?, compound)",
  )) {
    const twin = compounds.get(row.compound);
    const rules = readRules(JSON.parse(row.value), findSystem);
    if (twin && rules.ok) twin.rules = rules.value;
    else if (!rules.ok)
      process.stderr.write(`Rules of ${row.compound} are left out: ${faultLine(rules.error, 'en')}\n`);
  }
}

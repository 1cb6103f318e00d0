/** The two databases: there, whole, of a version this program knows, belonging together, and not ahead of the clock. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { historySchema } from '#hub/history/schema.ts';
import { migrations } from '#hub/records/migrations.ts';
import { databaseNames, lookOver, unnamedPoints } from '../databases.ts';
import { fault, warning, well, type Finding } from './finding.ts';

const known: Readonly<Record<string, number>> = {
  'linli.db': migrations.length,
  'history.db': historySchema,
};
const restoreTip = 'Restore it from a backup: npm run linli -- restore';

export function checkDatabases(dataDir: string): Finding[] {
  const findings = databaseNames.map<Finding>((name) => {
    const path = join(dataDir, name);
    if (!existsSync(path)) return warning(name, 'is not there yet', 'It is made when the hub starts');
    const { schema, verdict } = lookOver(path);
    const most = known[name] ?? 0;
    if (verdict !== 'ok') return fault(name, `is damaged: ${verdict}`, restoreTip);
    if (schema > most)
      return fault(name, `is of version ${schema}, this program knows ${most}`, 'Start a newer Linli');
    const size = `${(statSync(path).size / 1e6).toFixed(1)} MB`;
    return schema < most
      ? warning(name, `is of version ${schema}, ${size}`, `It becomes ${most} when the hub starts`)
      : well(name, `whole, version ${schema}, ${size}`);
  });
  const whole = findings.every(({ state }) => state !== 'fault');
  const [history = '', records = ''] = databaseNames.map((name) => join(dataDir, name));
  const unnamed = whole ? unnamedPoints(history, records) : [];
  if (existsSync(history) && !existsSync(records))
    findings.push(fault('both', 'linli.db is missing beside a history', restoreTip));
  else if (unnamed.length > 0)
    findings.push(
      fault('both', `history names points that linli.db does not know (${unnamed.join(', ')})`, restoreTip),
    );
  return findings;
}

const aheadMs = 60_000;

export function checkNewest(dataDir: string, nowMs: number): Finding {
  const check = 'newest record';
  const path = join(dataDir, 'linli.db');
  if (!existsSync(path)) return well(check, 'there is none yet');
  try {
    const db = new Database(path, { readonly: true, timeout: 5000 });
    const newestMs = db
      .prepare<[], number | null>(
        `SELECT max(at) FROM (SELECT max(at_ms) AS at FROM audit UNION SELECT max(received_ms) FROM events
           UNION SELECT max(at_ms) FROM actions)`,
      )
      .pluck()
      .get();
    db.close();
    if (newestMs === null || newestMs === undefined) return well(check, 'there is none yet');
    const at = new Date(newestMs).toISOString();
    return newestMs > nowMs + aheadMs
      ? fault(
          check,
          `is of ${at}, which is to come`,
          'Set the system clock; it was ahead once, or is behind now',
        )
      : well(check, at);
  } catch (error) {
    return warning(
      check,
      `cannot be told: ${error instanceof Error ? error.message : String(error)}`,
      'Start the hub once; it brings the file to its version',
    );
  }
}

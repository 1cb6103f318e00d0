/** `linli export`: a compound as one file, from a running hub or, where none runs, from the data directory itself. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { noRules, readRules } from '#shared/alarms/compoundRules.ts';
import { findSystem } from '#shared/systems/index.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import {
  compoundsDirOf,
  packCompound,
  readCompound,
  readOwn,
  type CompoundOwn,
} from '#hub/compounds/index.ts';
import type { DrillScenario } from '#shared/protocol/drill.ts';
import {
  askingWith,
  dataDirOf,
  failed,
  faultIn,
  faultOfAnswer,
  readArguments,
  runningHub,
  wrong,
  type Verb,
  unreachable,
} from './verb.ts';

const usage =
  'linli export --compound ID [--from INSTANT --to INSTANT] --out FILE.linli [--data-dir DIR] [--token SECRET]';

export const exportVerb: Verb = {
  usage,
  async run(args) {
    const given = readArguments(args, usage, {
      texts: ['compound', 'out', 'from', 'to', 'data-dir', 'token'],
    });
    if (!given) return 2;
    const { compound, out, from, to } = given.texts;
    if (compound === undefined || out === undefined || given.positionals.length > 0)
      return wrong('A compound and a file are needed', usage);
    if ((from === undefined) !== (to === undefined))
      return wrong('A stretch of time has both --from and --to', usage);
    if (existsSync(out)) return failed(`${out} is there already.`);
    const dataDir = dataDirOf(given);
    const hub = runningHub(dataDir, given);
    const query =
      from === undefined || to === undefined ? '' : `?${new URLSearchParams({ from, to }).toString()}`;
    const packed = hub
      ? await fromHub(hub.url, hub.token, compound, query)
      : await fromDirectory(dataDir, compound, query !== '');
    if (!packed.ok) return failed(faultIn(packed.error));
    writeFileSync(out, packed.value);
    process.stdout.write(`${out}: ${compound}, ${(packed.value.byteLength / 1e6).toFixed(1)} MB\n`);
    return 0;
  },
};

async function fromHub(
  url: string,
  token: string | null,
  id: string,
  query: string,
): Promise<Result<Uint8Array>> {
  const answer = await fetch(`${url}/api/compounds/${encodeURIComponent(id)}/export${query}`, {
    headers: askingWith(token),
  }).catch(unreachable);
  if ('tip' in answer) return failure('hub-said', { said: `${url}: ${answer.what}. ${answer.tip}.` });
  if (!answer.ok) return failure('hub-said', { said: await faultOfAnswer(answer) });
  return success(new Uint8Array(await answer.arrayBuffer()));
}

async function fromDirectory(dataDir: string, id: string, withPast: boolean): Promise<Result<Uint8Array>> {
  const dir = join(compoundsDirOf(dataDir), id);
  if (!existsSync(dir)) return failure('compound-not-here', { compound: id, path: dataDir });
  const { compound, faults } = readCompound(dir);
  if (!compound) return failure('compound-files', { faults });
  // History has one writer: readings come out of the hub that owns it.
  if (withPast || compound.manifest.recording) return failure('recording-offline');
  // What was imported and no hub has taken over yet lies beside it.
  const lying = readOwn(dir);
  const kept = ownInDatabase(join(dataDir, 'linli.db'), id);
  return packCompound(compound, {
    rules: lying?.rules ?? kept.rules,
    procedures: lying?.procedures ?? kept.procedures,
    drills: lying?.drills ?? kept.drills,
  });
}

/** What people set for it, as the hub wrote it down. */
function ownInDatabase(path: string, id: string): CompoundOwn {
  if (!existsSync(path)) return { rules: noRules, procedures: [], drills: [] };
  const db = new Database(path, { readonly: true });
  try {
    const setting = (name: string): unknown => {
      const text = db
        .prepare<[string, string], string>(
          'SELECT value FROM compound_settings WHERE compound = ? AND name = ?',
        )
        .pluck()
        .get(id, name);
      return text === undefined ? null : JSON.parse(text);
    };
    const rules = readRules(setting('rules') ?? noRules, findSystem);
    // A database that no hub of this version has opened has no such table.
    const hasDrills = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'drill_scenarios'").get();
    const drills = hasDrills
      ? db
          .prepare<[string], string>('SELECT record FROM drill_scenarios WHERE compound = ? ORDER BY id')
          .pluck()
          .all(id)
      : [];
    return {
      rules: rules.ok ? rules.value : noRules,
      procedures:
        (setting('procedures') as { readonly procedures: CompoundOwn['procedures'] } | null)?.procedures ??
        [],
      drills: drills.map((text) => JSON.parse(text) as DrillScenario),
    };
  } finally {
    db.close();
  }
}

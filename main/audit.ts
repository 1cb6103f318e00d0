/**
 * `npm run audit -- verify [--data-dir DIR] [--head SEQ:HASH]`: checks the chain of the audit log, also beside a running
 * hub. Names the first entry that is wrong and ends with status 1. It finds what was altered, removed or put in between,
 * and a cut tail by the head that is kept beside the chain; chain and head computed anew together only show against a
 * head that was noted elsewhere (`--head`, as printed by an earlier run).
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { checkChain, type Head, type Link, type Verdict } from '#hub/access/auditChain.ts';
import { defaultDataDir } from './options.ts';

const usage = 'Usage: npm run audit -- verify [--data-dir DIR] [--head SEQ:HASH]';

type Why = Extract<Verdict, { ok: false }>['why'];
const reasons: Readonly<Record<Why, string>> = {
  altered: 'it was altered, or one before it was removed or put in',
  missing: 'it is missing',
  number: 'its text does not carry its number',
  'missing-tail': 'it and what followed are missing',
  head: 'the head that is kept beside the chain is not the chain’s',
  'noted-head': 'the chain does not pass through the head that was noted',
};

function notedHead(text: string | undefined): Head | null | undefined {
  if (text === undefined) return null;
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  return seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash };
}

function run(): number {
  let args: { values: { 'data-dir'?: string; head?: string }; positionals: string[] };
  try {
    args = parseArgs({
      allowPositionals: true,
      options: { 'data-dir': { type: 'string' }, head: { type: 'string' } },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return 2;
  }
  const noted = notedHead(args.values.head);
  if (args.positionals.join(' ') !== 'verify' || noted === undefined) {
    console.error(usage);
    return 2;
  }
  const path = join(resolve(args.values['data-dir'] ?? defaultDataDir()), 'linli.db');
  if (!existsSync(path)) {
    console.error(`There is no ${path}.`);
    return 2;
  }
  const db = new Database(path, { readonly: true });
  try {
    // One view of the file, also while a hub writes to it.
    const verdict = db.transaction(() => {
      const links = db.prepare<[], Link>('SELECT seq, body, hash FROM audit ORDER BY seq').iterate();
      const kept = db.prepare<[], Head>('SELECT seq, hash FROM audit_head').get() ?? null;
      return checkChain(links, kept, noted);
    })();
    if (verdict.ok) {
      const { seq, hash } = verdict.head;
      console.log(`The audit log is whole: ${seq} entries, head ${seq}:${hash}`);
      return 0;
    }
    console.error(`Audit entry ${verdict.seq} is wrong: ${reasons[verdict.why]}.`);
    return 1;
  } catch (error) {
    console.error(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    db.close();
  }
}

process.exitCode = run();

/**
 * `linli audit verify [--data-dir DIR] [--head SEQ:HASH]`: checks the chain of the audit log, also beside a running
 * hub. Names the first entry that is wrong and ends with status 1. It finds what was altered, removed or put in between,
 * and a cut tail by the head that is kept beside the chain; chain and head computed anew together only show against a
 * head that was noted elsewhere (`--head`, as printed by an earlier run).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { checkChain, type Head, type Link, type Verdict } from '#hub/access/auditChain.ts';
import { dataDirOf, failed, readArguments, wrong, type Verb } from './verb.ts';

const usage = 'linli audit verify [--data-dir DIR] [--head SEQ:HASH]';

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

export const auditVerb: Verb = {
  usage,
  run: (args) => Promise.resolve(verify(args)),
};

function verify(args: readonly string[]): number {
  const given = readArguments(args, usage, { texts: ['data-dir', 'head'] });
  if (!given) return 2;
  const noted = notedHead(given.texts['head']);
  if (given.positionals.join(' ') !== 'verify' || noted === undefined)
    return wrong('The audit log can be verified, against a head SEQ:HASH', usage);
  const path = join(dataDirOf(given), 'linli.db');
  if (!existsSync(path)) {
    process.stderr.write(`There is no ${path}.\n`);
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
      process.stdout.write(`The audit log is whole: ${seq} entries, head ${seq}:${hash}\n`);
      return 0;
    }
    return failed(`Audit entry ${verdict.seq} is wrong: ${reasons[verdict.why]}.`);
  } catch (error) {
    return failed(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    db.close();
  }
}

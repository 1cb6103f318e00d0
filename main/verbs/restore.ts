/** `linli restore`: a backup becomes a new data directory, after it was looked over. Nothing that is there is touched. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { prepareDataDir } from '../setup/dataDir.ts';
import { databaseNames, lookOver } from './databases.ts';
import { failed, faultIn, readArguments, wrong, type Verb } from './verb.ts';
import { unzipFolder } from './zipFiles.ts';

const usage = 'linli restore FILE.zip|DIR --data-dir NEW';

const isAbout = Compile(
  Type.Object({
    format: Type.Literal('linli-backup'),
    version: Type.Integer({ minimum: 1 }),
    atMs: Type.Number(),
    files: Type.Record(
      Type.String(),
      Type.Object({ schema: Type.Integer(), rows: Type.Record(Type.String(), Type.Integer()) }),
    ),
  }),
);

/** Names of a backup's files; none leads out of the folder. */
const isExpected = (name: string) =>
  /^(backup\.json|linli\.db|history\.db|sources\.json|(compounds|models|pictures|attachments|evidence)\/.+)$/.test(
    name,
  ) &&
  !name.includes('\\') &&
  name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

export const restoreVerb: Verb = {
  usage,
  run(args) {
    const given = readArguments(args, usage, { texts: ['data-dir'] });
    if (!given) return Promise.resolve(2);
    const [from, ...more] = given.positionals;
    const target = given.texts['data-dir'];
    if (from === undefined || more.length > 0 || target === undefined)
      return Promise.resolve(wrong('A backup and a new data directory are needed', usage));
    return Promise.resolve(restore(resolve(from), resolve(target)));
  },
};

function restore(from: string, target: string): number {
  if (!existsSync(from)) return failed(`There is no ${from}.`);
  if (existsSync(target) && (!statSync(target).isDirectory() || readdirSync(target).length > 0))
    return failed(`${target} is not empty; choose a new directory.`);
  const made = prepareDataDir(target);
  if (!made.ok) return failed(faultIn(made.error));
  const fault = statSync(from).isDirectory()
    ? copyFolder(from, target)
    : unzipFolder(from, target, isExpected);
  const wrongThere = fault ?? faultOfCopy(target);
  if (wrongThere !== null) {
    for (const name of readdirSync(target)) rmSync(join(target, name), { recursive: true, force: true });
    return failed(`${from} was not restored. ${wrongThere}`);
  }
  process.stdout.write(`Restored into ${target}. Start it with --data-dir ${target}.\n`);
  return 0;
}

function copyFolder(from: string, target: string): string | null {
  for (const name of readdirSync(from))
    if (isExpected(name) || ['compounds', 'models', 'pictures', 'attachments', 'evidence'].includes(name))
      cpSync(join(from, name), join(target, name), { recursive: true });
  return null;
}

function faultOfCopy(dir: string): string | null {
  let about: unknown;
  try {
    about = JSON.parse(readFileSync(join(dir, 'backup.json'), 'utf8'));
  } catch {
    return 'It is no backup: backup.json is missing or not readable.';
  }
  if (!isAbout.Check(about)) return 'It is no backup: backup.json does not say so.';
  if (about.version > 1) return `It was written by a newer version (${about.version}, known 1).`;
  for (const name of databaseNames) {
    const told = about.files[name];
    if (!told) continue;
    if (!existsSync(join(dir, name))) return `${name} is missing.`;
    const found = lookOver(join(dir, name));
    if (found.verdict !== 'ok') return `${name} is damaged: ${found.verdict}.`;
    for (const [table, count] of Object.entries(told.rows))
      if (found.rows[table] !== count)
        return `${name} holds ${found.rows[table] ?? 0} rows of ${table}, it was written with ${count}.`;
  }
  rmSync(join(dir, 'backup.json'));
  return null;
}

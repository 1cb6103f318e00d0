/**
 * `linli backup`: a copy of the data directory that is consistent while the hub runs. History goes first and `linli.db`
 * after it, so that every point a reading names is there; what was copied is looked over before it is called done.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { noteBackup } from '#hub/lastBackup.ts';
import { copyDatabase, databaseNames, lookOver, unnamedPoints, type LookedOver } from './databases.ts';
import { dataDirOf, failed, readArguments, wrong, type Verb } from './verb.ts';
import { zipFolder } from './zipFiles.ts';

const usage = 'linli backup --out DIR|FILE.zip [--with-models] [--data-dir DIR]';

export const backupVerb: Verb = {
  usage,
  async run(args) {
    const given = readArguments(args, usage, { texts: ['out', 'data-dir'], flags: ['with-models'] });
    if (!given) return 2;
    const out = given.texts['out'];
    if (out === undefined || given.positionals.length > 0)
      return wrong('A folder or a .zip file is needed', usage);
    const dataDir = dataDirOf(given);
    if (!existsSync(join(dataDir, 'linli.db'))) return failed(`There is no hub’s data in ${dataDir}.`);
    const target = resolve(out);
    if (existsSync(target) && (!isEmptyFolder(target) || target.endsWith('.zip')))
      return failed(`${target} is there already.`);
    const zipped = target.endsWith('.zip');
    mkdirSync(dirname(target), { recursive: true });
    const beganMs = Date.now();
    const folder = mkdtempSync(join(dirname(target), '.linli-backup-'));
    try {
      const files = await copyAll(dataDir, folder, given.flags.has('with-models'));
      if (typeof files === 'string') return failed(files);
      if (zipped) {
        const fault = zipFolder(folder, target);
        if (fault !== null) return failed(fault);
      } else {
        cpSync(folder, target, { recursive: true });
      }
      const told = Object.entries(files).map(
        ([name, { rows }]) => `${name} ${Object.values(rows).reduce((sum, count) => sum + count, 0)} rows`,
      );
      noteBackup(dataDir, beganMs);
      process.stdout.write(`${target}: ${told.join(', ')}; looked over and whole.\n`);
      return 0;
    } catch (error) {
      return failed(`The backup failed: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function isEmptyFolder(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch {
    return false;
  }
}

/** What was copied, or the sentence that says why it is worth nothing. */
async function copyAll(
  dataDir: string,
  folder: string,
  withModels: boolean,
): Promise<Readonly<Record<string, LookedOver>> | string> {
  const files: Record<string, LookedOver> = {};
  for (const name of databaseNames) {
    if (!existsSync(join(dataDir, name))) continue;
    await copyDatabase(join(dataDir, name), join(folder, name));
    const found = lookOver(join(folder, name));
    if (found.verdict !== 'ok') return `${name} is damaged: ${found.verdict}. Nothing was written.`;
    files[name] = found;
  }
  const unnamed = unnamedPoints(join(folder, 'history.db'), join(folder, 'linli.db'));
  if (unnamed.length > 0)
    return `History names points that linli.db does not know (${unnamed.join(', ')}). Nothing was written.`;
  for (const name of [
    'compounds',
    'pictures',
    'attachments',
    'evidence',
    'sources.json',
    ...(withModels ? ['models'] : []),
  ])
    if (existsSync(join(dataDir, name)))
      cpSync(join(dataDir, name), join(folder, name), {
        recursive: true,
        // Unfinished folders and files are nobody's yet.
        filter: (from) => !/(^|[\\/])\.new-[^\\/]*$|\.part$/.test(from),
      });
  const about = { format: 'linli-backup', version: 1, atMs: Date.now(), withModels, files };
  writeFileSync(join(folder, 'backup.json'), JSON.stringify(about, null, 1));
  return files;
}

/** `linli import`: takes in a compound as one file, by way of a running hub or, where none runs, into the data directory. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  compoundsDirOf,
  placeFolder,
  readCompound,
  stageFolder,
  unpackCompound,
} from '#hub/compounds/index.ts';
import { lockDataDir } from '#hub/lock.ts';
import { fault } from '#shared/protocol/result.ts';
import { prepareDataDir } from '../setup/dataDir.ts';
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

const usage = 'linli import FILE.linli [--as ID] [--replace] [--data-dir DIR] [--token SECRET]';

export const importVerb: Verb = {
  usage,
  async run(args) {
    const given = readArguments(args, usage, { texts: ['as', 'data-dir', 'token'], flags: ['replace'] });
    if (!given) return 2;
    const [path, ...more] = given.positionals;
    if (path === undefined || more.length > 0) return wrong('One file is needed', usage);
    if (!existsSync(path)) return failed(`There is no ${path}.`);
    const dataDir = dataDirOf(given);
    const as = given.texts['as'] ?? null;
    const replace = given.flags.has('replace');
    const hub = runningHub(dataDir, given);
    if (hub) return throughHub(hub.url, hub.token, path, as, replace);
    return intoDirectory(dataDir, path, as, replace);
  },
};

async function throughHub(
  url: string,
  token: string | null,
  path: string,
  as: string | null,
  replace: boolean,
): Promise<number> {
  const form = new FormData();
  form.append('file', new Blob([readFileSync(path)]), basename(path));
  const query = new URLSearchParams({
    ...(as === null ? {} : { as }),
    ...(replace ? { replace: 'true' } : {}),
  });
  const answer = await fetch(`${url}/api/compounds/import?${query.toString()}`, {
    method: 'POST',
    headers: askingWith(token),
    body: form,
  }).catch(unreachable);
  if ('tip' in answer) return failed(`${url}: ${answer.what}. ${answer.tip}.`);
  if (!answer.ok) return failed(await faultOfAnswer(answer));
  const body: unknown = await answer.json();
  const told = (name: string): unknown =>
    body !== null && typeof body === 'object' ? Reflect.get(body, name) : undefined;
  const id = String(told('compound'));
  const lost = Number(told('lost') ?? 0);
  if (lost > 0)
    process.stderr.write(`Parts of the recording that are damaged or missing: ${lost}; the rest plays.\n`);
  process.stdout.write(`Compound ${id} is served now: ${url}\n`);
  return 0;
}

async function intoDirectory(
  dataDir: string,
  path: string,
  as: string | null,
  replace: boolean,
): Promise<number> {
  const directory = prepareDataDir(dataDir);
  if (!directory.ok) return failed(faultIn(directory.error));
  const lock = lockDataDir(dataDir);
  if (!lock.ok) return failed(faultIn(lock.error));
  try {
    const staged = await unpackCompound(readFileSync(path), () => stageFolder(dataDir), as);
    if (!staged.ok) return failed(faultIn(staged.error));
    const { manifest, dir } = staged.value;
    if (existsSync(join(compoundsDirOf(dataDir), manifest.id)) && !replace) {
      rmSync(dir, { recursive: true, force: true });
      return failed(`There is a compound ${manifest.id} already. Give --replace, or another id with --as.`);
    }
    const there = join(compoundsDirOf(dataDir), manifest.id);
    const isMixed =
      existsSync(there) && (manifest.recording || readCompound(there).compound?.manifest.recording);
    if (isMixed) {
      rmSync(dir, { recursive: true, force: true });
      return failed(faultIn(fault('recording-past', { compound: manifest.id })));
    }
    placeFolder(dataDir, dir, manifest.id, Date.now());
    const served =
      manifest.demo === true && !manifest.recording
        ? `with --compound ${manifest.id}`
        : 'when the hub starts';
    process.stdout.write(`Compound ${manifest.id} is in ${dataDir}; it is served ${served}.\n`);
    return 0;
  } finally {
    lock.value();
  }
}

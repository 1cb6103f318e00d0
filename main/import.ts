/** `npm run import -- file… --name "…"`: imports one model from the command line into the hub's cache. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createModelRoom } from '#hub/models/index.ts';
import { defaultDataDir } from './options.ts';
import { isImportFile, READABLE_FORMATS } from '#shared/models/modelFiles.ts';
import type { CompoundManifest, CompoundOrigin } from '#shared/twin/compound.ts';
import { faultLine, faultText } from '#shared/i18n/faults/faultText.ts';

const USAGE = `Usage: npm run import -- <file or folder>… [--name NAME] [--data-dir DIR] [--compound ID]\n(${READABLE_FORMATS}, or a zip of them)`;

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        'data-dir': { type: 'string' },
        compound: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      console.log(USAGE);
      return 'help';
    }
    if (positionals.length > 0) return { ...values, paths: positionals };
    console.error(USAGE);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
  return null;
}

async function originOf(
  compoundId: string | undefined,
  dataDir: string,
): Promise<CompoundOrigin | null | undefined> {
  const path = join(dataDir, 'compounds', compoundId ?? 'yaguang', 'manifest.json');
  if (!existsSync(path)) return compoundId === undefined ? null : undefined;
  return (JSON.parse(await readFile(path, 'utf8')) as CompoundManifest).origin;
}

/** A folder gives all model files below it, by their paths in it. */
function filesAt(path: string): { readonly name: string; readonly path: string }[] {
  if (!existsSync(path) || !statSync(path).isDirectory()) return [{ name: basename(path), path }];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isImportFile(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ name: `${basename(path)}/${relative(path, file)}`, path: file }));
}

async function run(): Promise<number> {
  const chosen = options();
  if (chosen === 'help') return 0;
  if (!chosen) return 2;
  const dataDir = chosen['data-dir'] ?? resolve(defaultDataDir());
  const target = await originOf(chosen.compound, dataDir);
  if (target === undefined) {
    console.error(`No compound “${chosen.compound}” in ${dataDir}.`);
    return 2;
  }
  let shown = '';
  const room = createModelRoom({ dataDir });
  room.onProgress(({ phase, fraction, file }) => {
    const line = `${phase} ${Math.floor(fraction * 10) * 10} %${file ? ` ${file}` : ''}`;
    if (line !== shown && phase !== 'failed' && phase !== 'done') console.log(line);
    shown = line;
  });
  const startedMs = performance.now();
  const files = chosen.paths.flatMap(filesAt);
  const result = await room.importNow({
    name: chosen.name ?? basename(chosen.paths[0] ?? 'model'),
    files,
    compound: target ? (chosen.compound ?? 'yaguang') : null,
    target,
    keepSources: true,
  });
  await room.stop();
  if (!result.ok) {
    console.error(faultLine(result.error, 'en'));
    return 1;
  }
  const { counts, warnings, id } = result.value;
  for (const warning of warnings) {
    const { file, count } = warning;
    console.log(`warning: ${file ? `${file}: ` : ''}${faultText(warning, 'en').message} (${count}×)`);
  }
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(2);
  console.log(
    `${id}: ${counts.products} products, ${counts.elements} elements, ${counts.storeys} storeys, ` +
      `${counts.spaces} spaces, ${counts.triangles} triangles, ${counts.points ?? 0} points, ${seconds} s`,
  );
  return 0;
}

process.exitCode = await run();

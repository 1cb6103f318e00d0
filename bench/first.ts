/**
 * `npm run bench:first`: from a file on the disk to its first triangles, beside ifc-lite's first batch. Ours is an import as a
 * screen sees it: a process is started, the file read, checked and indexed, a first look triangulated and packed as chunks.
 * ifc-lite streams from the file in memory, its start included. Each run is a process of its own; medians of `--runs=N` (5).
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { GeometryProcessor } from '@ifc-lite/geometry';
import { createModelRoom } from '#hub/models/index.ts';
import { disciplines, merged, SHARED } from './mergedFiles.ts';

const TARGET = 0.5;

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string' } },
  allowPositionals: true,
});
const [side, path] = positionals;
if (side && path) console.log(`FIRST ${await (side === 'ours' ? ours(path) : ifcLite(path))}`);
else process.exitCode = compare(Number(values.runs ?? 5));

async function ours(file: string): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'linli-bench-first-'));
  const room = createModelRoom({ dataDir: dir });
  try {
    const startedMs = performance.now();
    return await new Promise((resolve, reject) => {
      room.onProgress(({ draft, phase }) => {
        if (draft) resolve(performance.now() - startedMs);
        else if (phase === 'done') reject(new Error('Nothing was seen before it was done.'));
      });
      void room.importNow({ name: 'first', drafts: true, files: [{ name: 'first.ifc', path: file }] });
    });
  } finally {
    await room.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function ifcLite(file: string): Promise<number> {
  const startedMs = performance.now();
  const bytes = new Uint8Array(readFileSync(file));
  const processor = new GeometryProcessor();
  await processor.init();
  for await (const event of processor.processStreaming(bytes))
    if (event.type === 'batch' && event.meshes.length > 0) return performance.now() - startedMs;
  throw new Error('ifc-lite made nothing.');
}

function compare(runs: number): number {
  if (!existsSync(SHARED)) {
    console.log(`Skipped: the real files are absent (${SHARED}).`);
    return 0;
  }
  const dir = mkdtempSync(join(tmpdir(), 'linli-bench-first-'));
  try {
    const parts = disciplines(dir);
    const inputs = {
      apartment: merged(dir, 'apartment', 1, parts),
      compound: merged(dir, 'compound', 10, parts),
    };
    const results: Record<string, number> = {};
    let pass = true;
    for (const [name, input] of Object.entries(inputs)) {
      const all: Record<'ours' | 'ifc-lite', number[]> = { ours: [], 'ifc-lite': [] };
      // In turn, so that a machine that slows down slows down both.
      for (let run = 0; run < runs; run++)
        for (const one of ['ours', 'ifc-lite'] as const) all[one].push(child(one, input));
      const median = (one: 'ours' | 'ifc-lite'): number =>
        all[one].toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
      const ratio = median('ours') / median('ifc-lite');
      const met = ratio <= TARGET;
      pass &&= met;
      results[name] = Number(ratio.toFixed(3));
      console.log(
        `${name.padEnd(10)} ours ${median('ours').toFixed(0)} ms · ifc-lite ${median('ifc-lite').toFixed(0)} ms · × ${ratio.toFixed(2)}, target ${TARGET}: ${met ? 'met' : 'missed'} · load ${loadavg()[0]?.toFixed(1)}`,
      );
    }
    console.log(`RESULT ${JSON.stringify({ name: 'first', ...results, target: TARGET, pass })}`);
    return pass ? 0 : 1;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function child(one: 'ours' | 'ifc-lite', input: string): number {
  const output = execFileSync(process.execPath, [import.meta.filename, one, input], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return Number(/FIRST ([\d.]+)/.exec(output)?.[1] ?? Number.NaN);
}

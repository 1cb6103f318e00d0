/**
 * `npm run bench:models`: our import beside @thatopen/fragments' IfcImporter and bare web-ifc, on the duplex, the apartment
 * (12 discipline files merged into one) and a compound of ten of them. Every run is a process of its own; the median of
 * three, of the compound (whose peer takes most of a minute) of two by default, `--runs=N` for more.
 *
 * Ours reads and checks the file, makes chunks, properties, tree and manifest, and writes the cache to disk. Fragments
 * converts geometry, properties and relations to a .frag in memory with its default (fastest complete) settings, nothing
 * written. web-ifc opens the file and streams every mesh; it keeps nothing and reads no properties.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { disciplines, merged, SHARED } from './mergedFiles.ts';
import { measureSide, SIDES, type Measured, type Side } from './modelSides.ts';

interface Targets {
  readonly toFragments: number;
  readonly toKernel: number;
  readonly size: number;
  readonly memory: number | null;
}
const TARGETS: Readonly<Record<string, Targets>> = {
  duplex: { toFragments: 0.5, toKernel: 1.3, size: 1, memory: null },
  apartment: { toFragments: 0.25, toKernel: 1, size: 0.6, memory: null },
  compound: { toFragments: 0.17, toKernel: 1, size: 0.6, memory: 1.6 },
};

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string' } },
  allowPositionals: true,
});
const [side, path] = positionals;
if (side && path) console.log(JSON.stringify(await measureSide(side as Side, path)));
else process.exitCode = compare(Number(values.runs ?? 0));

function compare(runs: number): number {
  if (!existsSync(SHARED)) {
    console.log(`Skipped: the real files are absent (${SHARED}).`);
    return 0;
  }
  const dir = mkdtempSync(join(tmpdir(), 'linli-bench-models-'));
  try {
    const parts = disciplines(dir);
    const inputs = {
      duplex: join(SHARED, 'data/ifc/duplex_architecture.ifc'),
      apartment: merged(dir, 'apartment', 1, parts),
      compound: merged(dir, 'compound', 10, parts),
    };
    const results: Record<string, number | boolean> = {};
    let pass = true;
    for (const [name, input] of Object.entries(inputs)) {
      const of = medians(input, runs || (name === 'compound' ? 2 : 3));
      const target = TARGETS[name];
      if (!target) continue;
      const checks: readonly (readonly [string, number, number | null])[] = [
        ['fragments', of('ours').ms / of('fragments').ms, target.toFragments],
        ['web-ifc', of('ours').ms / of('web-ifc').ms, target.toKernel],
        ['size', of('ours').bytes / of('fragments').bytes, target.size],
        ['memory', of('ours').rssBytes / of('web-ifc').rssBytes, target.memory],
      ];
      const milliseconds = SIDES.map((one) => `${one} ${of(one).ms.toFixed(0)} ms`).join(' · ');
      console.log(
        `${name.padEnd(10)} ${milliseconds} · cache ${of('ours').bytes} of ${of('fragments').bytes} bytes`,
      );
      for (const [what, ratio, most] of checks) {
        results[`${name} ${what}`] = Number(ratio.toFixed(3));
        if (most === null) continue;
        const met = ratio <= most;
        pass &&= met;
        console.log(`           × ${ratio.toFixed(3)} of ${what}, target ${most}: ${met ? 'met' : 'missed'}`);
      }
    }
    console.log(`RESULT ${JSON.stringify({ name: 'models', ...results, pass })}`);
    return pass ? 0 : 1;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** In turn, so that a machine that slows down slows down all. */
function medians(input: string, runs: number): (side: Side) => Measured {
  const all = new Map<Side, Measured[]>(SIDES.map((one) => [one, []]));
  for (let i = 0; i < runs; i++) for (const one of SIDES) all.get(one)?.push(child(one, input));
  return (one) => {
    const sorted = (all.get(one) ?? []).sort((a, b) => a.ms - b.ms);
    const median = sorted[Math.floor((sorted.length - 1) / 2)];
    if (!median) throw new Error(`No run of ${one}.`);
    return median;
  };
}

function child(one: Side, input: string): Measured {
  const output = execFileSync(process.execPath, [import.meta.filename, one, input], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Measured;
}

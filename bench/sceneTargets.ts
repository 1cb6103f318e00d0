/** What `bench:scene` measured, as a table, and each of its targets with one line of its own. */
import type { SideResult } from './scene.ts';
import type { SideName } from './scene/page.ts';

const MIB = 2 ** 20;
const CHANGE_MS = 1;
const PICK_P95_MS = 0.2;
const DRAW_CALLS = 20;

interface Check {
  readonly name: string;
  readonly ratio: number;
  readonly target: number;
  /** For both models; the others are targets for the compound's 600,000 triangles. */
  readonly both?: true;
}

/** True when all targets are met. */
export function judge(model: string, results: ReadonlyMap<SideName, SideResult>): boolean {
  console.table(
    Object.fromEntries(
      [...results].map(([side, { load, frameMs, pickMs, asked, change, memoryBytes }]) => [
        side,
        {
          'first ms': Math.round(load.firstMs),
          'full ms': Math.round(load.fullMs),
          triangles: load.triangles,
          draws: load.drawCalls,
          'frame ms': round(frameMs),
          'pick p50': pickMs && round(pickMs.p50),
          'pick p95': pickMs && round(pickMs.p95),
          class: asked && round(asked.ofClass),
          name: asked && round(asked.named),
          properties: asked && round(asked.propertiesOf),
          'change ms': change && round(change.ms),
          'heap MiB': Math.round(memoryBytes.heap / MIB),
          'card MiB': Math.round(memoryBytes.card / MIB),
        },
      ]),
    ),
  );
  const [ours, fragments, glb] = (['ours', 'fragments', 'glb'] as const).map((side) => results.get(side));
  if (!ours || !fragments || !glb) return false;
  const memory = ({ memoryBytes }: SideResult) => memoryBytes.heap + memoryBytes.card;
  const asked = (what: 'ofClass' | 'named' | 'propertiesOf') =>
    (ours.asked?.[what] ?? Number.NaN) / (fragments.asked?.[what] ?? Number.NaN);
  const checks: Check[] = [
    { name: 'full frame, fragments', ratio: ours.load.fullMs / fragments.load.fullMs, target: 0.2 },
    { name: 'full frame, merged GLB', ratio: ours.load.fullMs / glb.load.fullMs, target: 0.8 },
    { name: 'script per frame, fragments', ratio: ours.frameMs / fragments.frameMs, target: 0.12 },
    { name: 'script per frame, merged GLB', ratio: ours.frameMs / glb.frameMs, target: 1 },
    { name: 'draw calls', ratio: ours.load.drawCalls, target: DRAW_CALLS },
    { name: 'pick p95, ms', ratio: ours.pickMs?.p95 ?? Number.NaN, target: PICK_P95_MS },
    {
      name: 'pick median, fragments',
      ratio: (ours.pickMs?.p50 ?? Number.NaN) / (fragments.pickMs?.p50 ?? Number.NaN),
      target: 0.03,
    },
    { both: true, name: 'elements of a class, fragments', ratio: asked('ofClass'), target: 0.02 },
    { both: true, name: 'elements by name, fragments', ratio: asked('named'), target: 0.02 },
    { both: true, name: 'properties of one, fragments', ratio: asked('propertiesOf'), target: 0.02 },
    { name: '10,000 states, ms', ratio: ours.change?.ms ?? Number.NaN, target: CHANGE_MS },
    {
      name: '10,000 states, further draw calls',
      ratio: (ours.change?.after ?? Number.NaN) - (ours.change?.before ?? Number.NaN),
      target: 0,
    },
    { name: 'memory, fragments', ratio: memory(ours) / memory(fragments), target: 0.5 },
  ];
  let all = true;
  for (const { name, ratio, target, both } of checks) {
    if (!both && model !== 'compound') continue;
    const pass = ratio <= target;
    all &&= pass;
    console.log(
      `RESULT ${JSON.stringify({ name: `scene, ${model}: ${name}`, ratio: round(ratio), target, pass })}`,
    );
  }
  return all;
}

const round = (value: number): number => Number(value.toPrecision(3));

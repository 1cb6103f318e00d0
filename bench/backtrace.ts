/** wip */
import { backTrace, naiveOrigin } from '#shared/physics/ballistics/backTrace.ts';
import { EXTENT, FACADE, makeThrow, numbers, OPENINGS, STOREY_M } from './throws/generator.ts';
const runs = Number(process.argv[2] ?? 60);
const cal = Number(process.argv[3] ?? 0.1);
const dist = Number(process.argv[4] ?? 20);
const cams = Number(process.argv[5] ?? 1) as 1 | 2;
const all: number[] = [];
const bins = Array.from({ length: 10 }, () => ({ n: 0, p: 0, hit: 0 }));
let inSet = 0, total = 0;
for (const floor of [3, 6, 10, 12, 15, 18, 20]) {
  let hit = 0, naiveHit = 0, window = 0;
  for (let i = 0; i < runs; i++) {
    const { opening, sightings } = makeThrow({ distanceM: dist, calibrationDeg: cal, floor, cameras: cams }, numbers(i * 31 + floor * 7919));
    if (!sightings.some((s) => s.track.length >= 4)) { console.log('unseen', floor); continue; }
    const t = performance.now();
    const found = backTrace({ facade: FACADE, extent: EXTENT, openings: OPENINGS, sightings });
    all.push(performance.now() - t);
    const naive = naiveOrigin(FACADE, sightings.slice(0, 1));
    if (Math.floor(naive.upM / STOREY_M) + 1 === floor) naiveHit++;
    const top = found.storeys[0];
    if (top?.id === opening.storey) hit++;
    if (found.openings[0]?.id === opening.id) window++;
    total++;
    // storey credible set 90 %
    let sum = 0; let inside = false;
    for (const { id, probability } of found.storeys) { if (sum >= 0.9 * (1 - found.elsewhere)) break; sum += probability; if (id === opening.storey) inside = true; }
    if (inside) inSet++;
    for (const { id, probability } of found.storeys.slice(0, 5)) {
      const bin = bins[Math.min(9, Math.floor(probability * 10))]!;
      bin.n++; bin.p += probability; if (id === opening.storey) bin.hit++;
    }
    if (process.env.V && top?.id !== opening.storey) console.log(floor, opening.id, found.storeys.slice(0, 3).map((s) => `${s.id}:${s.probability.toFixed(2)}`).join(' '), 'else', found.elsewhere.toFixed(2), 'noise', found.noiseRatio.toFixed(2), 'delay', found.delayS.toFixed(2), 'k', found.flight.dragPerM.toFixed(4), 'n', sightings[0]!.track.length, 'v', found.flight.velocity.map((v) => v.toFixed(1)).join(','));
  }
  console.log(`floor ${floor}: naive ${(naiveHit / runs).toFixed(2)} storey ${(hit / runs).toFixed(3)} window ${(window / runs).toFixed(2)}`);
}
all.sort((a, b) => a - b);
const ece = bins.reduce((s, b) => s + (b.n ? (b.n / bins.reduce((x, y) => x + y.n, 0)) * Math.abs(b.p / b.n - b.hit / b.n) : 0), 0);
console.log('median ms', all[all.length >> 1]!.toFixed(1), 'p95', all[Math.floor(all.length * 0.95)]!.toFixed(1), 'in 90 % set', (inSet / total).toFixed(3), 'ece', ece.toFixed(3));
for (const b of bins) if (b.n) console.log((b.p / b.n).toFixed(2), (b.hit / b.n).toFixed(2), b.n);

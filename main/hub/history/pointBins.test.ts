import { expect, it } from 'vitest';
import { createBins } from './pointBins.ts';

it('a reading on the edge of a bin is the first of that bin, whatever the width', () => {
  for (const bins of [24, 48, 49, 1000, 1461]) {
    const widthMs = 3_600_000;
    const fromMs = Date.UTC(2010, 0, 1);
    const made = createBins(fromMs, fromMs + bins * widthMs, bins);
    const timeMs = Float64Array.from({ length: bins }, (_, i) => fromMs + i * widthMs);
    made.add({
      count: bins,
      index: new Uint32Array(bins),
      value: Float64Array.from(timeMs.keys()),
      timeMs,
      quality: new Uint8Array(bins),
    });
    expect([...made.result().count]).toEqual(Array.from({ length: bins }, () => 1));
  }
});

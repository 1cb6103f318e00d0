import { describe, expect, it } from 'vitest';
import { Words } from './words.ts';

function start() {
  const kept: [number, string][] = [];
  const promised: number[] = [];
  const words = new Words({
    promise: (next) => promised.push(next),
    keep: (code, word) => kept.push([code, word]),
  });
  return { words, kept, promised };
}

describe('words', () => {
  it('are few however many come, and each was told to history', () => {
    const { words, kept } = start();
    let before = 0;
    for (let i = 0; i < 300_000; i++) {
      const code = words.intern(`鄂B·${i}`, i);
      words.replace(before, code);
      before = code;
    }
    expect(words.size).toBeLessThan(3000);
    expect(kept).toHaveLength(300_000);
    expect(words.text(before)).toBe('鄂B·299999');
    expect(words.inUse().map(([, text]) => text)).toEqual(['', '鄂B·299999']);
  });

  it('keep one code while a point has them, and never give a code twice, over a restart too', () => {
    const { words, promised } = start();
    const gate = words.intern('东门', 0);
    words.replace(0, gate);
    expect(words.intern('东门', 1)).toBe(gate);
    const again = start();
    again.words.startFrom(promised.at(-1) ?? 0);
    again.words.recall(gate, '东门', 0);
    expect(again.words.intern('东门', 0)).toBe(gate);
    expect(again.words.intern('西门', 0)).toBeGreaterThan(gate);
    expect(again.words.intern('西门', 0)).toBeGreaterThanOrEqual(promised.at(-1) ?? 0);
  });

  it('tell screens what is new and in use, once; a text that stays is kept again', () => {
    const { words, kept } = start();
    const code = words.intern('入口', 0);
    words.intern('迟到', 0);
    words.replace(0, code);
    expect(words.takeFresh()).toEqual([[code, '入口']]);
    expect(words.takeFresh()).toEqual([]);
    words.intern('入口', 13 * 3_600_000);
    expect(kept.filter(([, word]) => word === '入口')).toHaveLength(2);
  });
});

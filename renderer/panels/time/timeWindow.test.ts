import { describe, expect, it } from 'vitest';
import { keepInside, stripOf, ticksOf, zoomWindow } from './timeWindow.ts';

const noon = Date.parse('2026-11-21T12:00:00+08:00');
const window = { fromMs: noon - 3_600_000, toMs: noon };

describe('time window', () => {
  it('zooms round the pointer', () => {
    const zoomed = zoomWindow(window, 0.5, 0.25);
    expect(zoomed.toMs - zoomed.fromMs).toBe(1_800_000);
    const before = window.fromMs + 0.25 * 3_600_000;
    expect(zoomed.fromMs + 0.25 * 1_800_000).toBe(before);
  });

  it('never zooms below seconds or above years', () => {
    expect(zoomWindow(window, 1e-9, 0.5).toMs - zoomWindow(window, 1e-9, 0.5).fromMs).toBe(5000);
    expect(zoomWindow(window, 1e12, 0.5).toMs - zoomWindow(window, 1e12, 0.5).fromMs).toBeLessThan(3.2e11);
  });

  it('follows an instant that leaves it', () => {
    expect(keepInside(window, noon - 1_800_000)).toEqual(window);
    const moved = keepInside(window, noon + 60_000);
    expect(moved.toMs).toBeGreaterThan(noon + 60_000);
    expect(keepInside(window, window.fromMs - 1).fromMs).toBeLessThan(window.fromMs - 1);
  });

  it('keeps the strip where it is until the window has moved by a tenth', () => {
    const at = (shiftMs: number) => stripOf({ fromMs: noon + shiftMs, toMs: noon + 3_600_000 + shiftMs });
    expect(at(5000).fromMs).toBe(at(0).fromMs);
    expect(at(5000).shiftPercent - at(0).shiftPercent).toBeCloseTo(5 / 36, 9);
    expect(at(360_000).fromMs - at(0).fromMs).toBe(360_000);
    for (const shiftMs of [0, 359_999])
      expect(at(shiftMs).toMs).toBeGreaterThanOrEqual(noon + shiftMs + 3_600_000);
  });

  it('puts ticks on round local times', () => {
    const ticks = ticksOf(window, 12, 'Asia/Shanghai');
    expect(ticks.map((tick) => tick.label)).toContain('11:30');
    expect(ticks.length).toBeLessThanOrEqual(13);
    const days = ticksOf({ fromMs: noon - 5 * 86_400_000, toMs: noon }, 6, 'Asia/Shanghai');
    expect(days.at(-1)?.label).toBe('11-21');
  });
});

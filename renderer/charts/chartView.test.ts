import { describe, expect, it } from 'vitest';
import { askedFor, panBy, spanOf, spans, stretchOf, zoomBy } from './chartView.ts';
import { keyed } from './plotKeys.ts';

const now = Date.parse('2026-11-26T08:00:00Z');
const following = { lengthMs: spans.hour, endMs: null };

describe('the view of a chart', () => {
  it('follows the clock, and shows nothing after it', () => {
    expect(stretchOf(following, now)).toEqual({ fromMs: now - spans.hour, toMs: now });
    expect(stretchOf(following, now + 5000).toMs).toBe(now + 5000);
    // The playhead went back before the end that was looked at.
    expect(stretchOf({ lengthMs: spans.hour, endMs: now }, now - spans.day).toMs).toBe(now - spans.day);
  });

  it('stands still once it was moved, and follows again when moved back to now', () => {
    const back = panBy(following, -0.5, now);
    expect(stretchOf(back, now + 60_000)).toEqual({
      fromMs: now - 1.5 * spans.hour,
      toMs: now - spans.hour / 2,
    });
    expect(panBy(back, 0.5, now)).toEqual(following);
    expect(panBy(back, 9, now).endMs).toBeNull();
  });

  it('zooms round the pointer; a following one keeps its right edge', () => {
    const back = panBy(following, -2, now);
    const before = stretchOf(back, now);
    const closer = stretchOf(zoomBy(back, 0.5, 0.25, now), now);
    expect(closer.fromMs + 0.25 * (closer.toMs - closer.fromMs)).toBe(before.fromMs + 0.25 * spans.hour);
    expect(closer.toMs - closer.fromMs).toBe(spans.hour / 2);
    expect(zoomBy(following, 0.5, 0.1, now)).toEqual({ lengthMs: spans.hour / 2, endMs: null });
    expect(zoomBy(following, 1e-9, 0.5, now).lengthMs).toBe(60_000);
    expect(zoomBy(following, 1e9, 0.5, now).lengthMs).toBe(10 * spans.year);
  });

  it('knows the spans by name', () => {
    expect(spanOf({ lengthMs: spans.week, endMs: now })).toBe('week');
    expect(spanOf({ lengthMs: spans.week + 1, endMs: now })).toBeNull();
  });

  it('asks for as many bins as there are pixels, whatever the span, and not anew within a pixel', () => {
    for (const lengthMs of Object.values(spans)) {
      const asked = askedFor({ fromMs: now - lengthMs, toMs: now }, 1200);
      expect(asked.bins).toBeGreaterThan(1150);
      expect(asked.bins).toBeLessThanOrEqual(1202);
      expect(asked.toMs - asked.fromMs).toBe(asked.bins * asked.stepMs);
      expect(asked.fromMs).toBeLessThanOrEqual(now - lengthMs);
      expect(asked.toMs).toBeGreaterThanOrEqual(now);
      // The end moves on; the steps stay where they are.
      expect(askedFor({ fromMs: now + asked.stepMs - lengthMs, toMs: now + asked.stepMs }, 1200)).toEqual({
        ...asked,
        fromMs: asked.fromMs + asked.stepMs,
        toMs: asked.toMs + asked.stepMs,
      });
    }
    expect(askedFor({ fromMs: now - spans.day, toMs: now }, 9000).bins).toBeLessThanOrEqual(4000);
  });
});

describe('keys', () => {
  const before = {
    view: following,
    stretch: stretchOf(following, now),
    instant: now,
    readAtMs: null,
    earliestMs: now - spans.week,
  };
  const press = (key: string, shiftKey = false) =>
    keyed({ key, shiftKey, ctrlKey: false, altKey: false, metaKey: false }, before);

  it('move, zoom, go to the beginning and follow', () => {
    expect(press('ArrowLeft')?.view?.endMs).toBe(now - 0.1 * spans.hour);
    expect(press('ArrowRight')?.view).toEqual(following);
    expect(press('+')?.view?.lengthMs).toBeLessThan(spans.hour);
    expect(press('-')?.view?.lengthMs).toBeGreaterThan(spans.hour);
    expect(press('Home')?.view?.endMs).toBe(now - spans.week + spans.hour);
    expect(press('End')?.view?.endMs).toBeNull();
  });

  it('read, beginning at the edge that the arrow comes from', () => {
    expect(press('ArrowLeft', true)?.readAtMs).toBe(now - 0.01 * spans.hour);
    expect(press('ArrowRight', true)?.readAtMs).toBe(now - spans.hour + 0.01 * spans.hour);
  });

  it('leave the others alone', () => {
    expect(press('a')).toBeNull();
    expect(
      keyed({ key: '+', shiftKey: false, ctrlKey: true, altKey: false, metaKey: false }, before),
    ).toBeNull();
  });
});

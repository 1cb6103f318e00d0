import { expect, it } from 'vitest';
import { faultText } from '#shared/i18n/faults/faultText.ts';
import { historyAlert } from './historyAlerts.ts';

const zones: Readonly<Record<string, string>> = { yard: 'Asia/Shanghai', home: 'Asia/Kolkata' };
const zoneOf = (compound: string | null) => zones[compound ?? 'home'] ?? 'UTC';
const atMs = Date.UTC(2026, 10, 28, 5, 5, 54, 768);

it('instants are told on the clocks of the compound, with their zone', () => {
  const damaged = historyAlert({ kind: 'damaged', compound: 'yard', rows: 3, firstMs: atMs }, zoneOf);
  expect(faultText(damaged, 'zh').message).toContain('最早的始于 2026-11-28 13:05:54 (UTC+8)');
  expect(faultText(damaged, 'en').message).toContain('the earliest from 2026-11-28 13:05:54 (UTC+8)');
});

it('of the hub as a whole on those of its home', () => {
  const dropping = historyAlert({ kind: 'dropping', readings: 10, untilMs: atMs }, zoneOf);
  expect(faultText(dropping, 'zh').message).toContain('2026-11-28 10:35:54 (UTC+5:30)');
});

it('a time that no calendar has breaks nothing', () => {
  const damaged = historyAlert({ kind: 'damaged', compound: 'yard', rows: 1, firstMs: Infinity }, zoneOf);
  expect(faultText(damaged, 'zh').message).toContain('?');
});

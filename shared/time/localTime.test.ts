import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, localTime, zoneText } from './localTime.ts';

it('reads the hour at the place', () => {
  expect(localTime(Date.parse('2026-11-21T16:30:00Z'), 'Asia/Shanghai').hour).toBe(0.5);
});

describe('a wall-clock time', () => {
  it('is an instant of its zone', () => {
    expect(instantOf('2026-11-21T20:00:05', 'Asia/Shanghai')).toBe(Date.UTC(2026, 10, 21, 12, 0, 5));
    expect(instantOf('2021-10-11T12:00', 'Asia/Shanghai')).toBe(Date.UTC(2021, 9, 11, 4));
    expect(instantOf('2026-07-01T12:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 6, 1, 10));
    expect(instantOf('2026-01-01T12:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 0, 1, 11));
  });

  it('round-trips, also just after a clock change', () => {
    for (const at of [Date.UTC(2026, 2, 29, 1, 30), Date.UTC(2026, 9, 25, 2, 30), Date.UTC(2024, 1, 29, 3)]) {
      const { date, clock } = localTime(at, 'Europe/Berlin');
      expect(instantOf(`${date}T${clock}`, 'Europe/Berlin')).toBe(at);
    }
  });

  it('that is none gives null', () => {
    for (const wrong of ['', 'yesterday', '2026-13-01T00:00', '2026-11-21'])
      expect(instantOf(wrong, 'Asia/Shanghai')).toBeNull();
  });
});

it('says what the platform says, in zones with and without clock changes', () => {
  const zones = [
    'Asia/Shanghai',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/St_Johns',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(1980, 0), max: Date.UTC(2080, 0) }),
      (timeZone, epochMs) => {
        const said = new Intl.DateTimeFormat('sv-SE', {
          timeZone,
          dateStyle: 'short',
          timeStyle: 'medium',
        }).format(epochMs);
        const weekday = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' }).format(epochMs);
        const local = localTime(epochMs, timeZone);
        expect(`${local.date} ${local.clock}`).toBe(said);
        expect(local.weekday).toBe(weekday);
        expect(local.weekend).toBe(weekday === 'Sat' || weekday === 'Sun');
      },
    ),
  );
});

it.each([
  ['Asia/Shanghai', 'UTC+8'],
  ['Asia/Kathmandu', 'UTC+5:45'],
  ['America/St_Johns', 'UTC−3:30'],
  ['Africa/Abidjan', 'UTC'],
])('%s stands at %s in winter', (zone, text) => {
  expect(zoneText(Date.UTC(2026, 0, 15), zone)).toBe(text);
});

import { describe, expect, it } from 'vitest';
import { alarmRecord } from '#renderer/testing/records.ts';
import { createPreferences } from './preferences.ts';
import { spokenText } from './alarmCalls.ts';

describe('alarms that call out', () => {
  it('say how grave, what and where; of life also what to do', () => {
    const alarm = alarmRecord('a', { deviceName: { zh: '烟感 8-2-401', en: 'Detector 8-2-401' } });
    expect(spokenText(alarm, 'zh')).toBe('1 级报警，烟感报警，烟感 8-2-401。派人核实');
    expect(spokenText({ ...alarm, priority: 2 }, 'en')).toBe('Priority 2 alarm. Smoke, Detector 8-2-401. ');
  });

  it('are asked for once: the browser keeps it', () => {
    const kept = new Map<string, string>();
    const keeper = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    const preferences = createPreferences(keeper);
    expect(preferences.getState()).toMatchObject({ spoken: false, desktopNotices: false });
    preferences.setState({ spoken: true });
    expect(createPreferences(keeper).getState()).toMatchObject({ spoken: true, desktopNotices: false });
  });
});

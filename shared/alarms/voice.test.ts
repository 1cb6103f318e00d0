import { describe, expect, it } from 'vitest';
import { voiceOf } from './voice.ts';

describe('the voice of alarms', () => {
  it('is that of the gravest alarm nobody has acknowledged', () => {
    expect(
      voiceOf([
        { priority: 1, state: 'acknowledged' },
        { priority: 3, state: 'unacknowledged' },
        { priority: 2, state: 'returned-unacknowledged' },
      ]),
    ).toBe(2);
  });

  it('is silent where all is acknowledged, shelved, suppressed or out of service', () => {
    expect(
      voiceOf([
        { priority: 1, state: 'acknowledged' },
        { priority: 1, state: 'shelved' },
        { priority: 1, state: 'suppressed-by-design' },
        { priority: 1, state: 'out-of-service' },
      ]),
    ).toBeNull();
    expect(voiceOf([])).toBeNull();
  });
});

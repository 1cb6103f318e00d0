import { describe, expect, it } from 'vitest';
import { createAvailability } from './availability.ts';
import type { EntityConfig } from './config.ts';

const entity = (given: Partial<EntityConfig>): EntityConfig => ({ platform: 'sensor', ...given });
const twoTopics = [{ topic: 'bridge' }, { topic: 'device' }];

/** What each message makes of the device. */
function heard(configs: readonly EntityConfig[], messages: readonly (readonly [string, string])[]) {
  const availability = createAvailability();
  return messages.map(([topic, payload]) => availability.hear(configs, topic, payload));
}

describe('availability', () => {
  const messages = [
    ['bridge', 'online'],
    ['device', 'offline'],
    ['bridge', 'online'],
    ['device', 'online'],
  ] as const;

  it('is the last word where nothing else is said', () => {
    expect(heard([entity({ availability: twoTopics })], messages)).toEqual([true, false, true, null]);
  });

  it('asks all topics, or any of them, where the configuration says so', () => {
    const all = entity({ availability: twoTopics, availability_mode: 'all' });
    expect(heard([all], messages)).toEqual([true, false, false, true]);
    const any = entity({ availability: twoTopics, availability_mode: 'any' });
    expect(heard([any], [...messages.slice(0, 2), ['bridge', 'offline']])).toEqual([true, null, false]);
  });

  it('asks each entity, whatever the others say', () => {
    const configs = [entity({ availability_topic: 'a' }), entity({ availability_topic: 'b' })];
    expect(
      heard(configs, [
        ['a', 'offline'],
        ['b', 'online'],
        ['a', 'online'],
      ]),
    ).toEqual([false, false, true]);
  });

  it('reads words of its own and templates, and leaves other words alone', () => {
    const config = entity({
      availability_topic: 'a',
      availability_template: '{{ value_json.state }}',
      payload_available: true,
      payload_not_available: false,
    });
    expect(
      heard(
        [config],
        [
          ['a', '{"state":true}'],
          ['a', '{"state":"maybe"}'],
          ['a', '{"state":false}'],
          ['a', 'offline'],
        ],
      ),
    ).toEqual([true, true, false, false]);
  });
});

/**
 * A native message that names its device itself, for ways that have no topics: `{compound, system, device}` and what is
 * said. It becomes the topic and payload that the device would have published, so that nothing is checked twice.
 */
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { isDeviceId, isPlainId, topicRoot } from '#shared/twin/topic.ts';
import { isRecord, stringIn } from '../records.ts';

export interface Addressed {
  readonly compound: string;
  readonly topic: string;
  readonly payload: string;
}

/** `compound`: of those that name none. */
export function addressed(value: unknown, compound?: string): Result<Addressed> {
  if (!isRecord(value)) return failure('envelope');
  const { compound: own = compound, system, device, meta, availability, ...said } = value;
  if (typeof own !== 'string' || !isPlainId(own)) return wrong('compound');
  if (typeof system !== 'string' || !isPlainId(system)) return wrong('system');
  if (typeof device !== 'string' || !isDeviceId(device)) return wrong('device');
  const at = (channel: string, payload: string) =>
    success({ compound: own, topic: `${topicRoot}/${own}/${system}/${device}/${channel}`, payload });
  // As with an empty payload: it is gone.
  if (meta === null) return at('meta', '');
  if (meta !== undefined) return at('meta', JSON.stringify(meta));
  if (availability !== undefined) return at('availability', JSON.stringify(availability));
  if (Object.hasOwn(said, 'v')) return at('state', JSON.stringify(said));
  if (stringIn(said, 'type') !== undefined) return at('event', JSON.stringify(said));
  return failure('envelope');
}

function wrong(place: string): Result<never> {
  return failure('envelope-place', { place });
}

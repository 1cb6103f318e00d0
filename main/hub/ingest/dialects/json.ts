/** JSON payloads, for every dialect that has them: bounded, and refused with a reason. */
import { failure, fault, type Result, success } from '#shared/protocol/result.ts';
import { refused, type Decoded } from '../message.ts';

const maxBytes = 256 * 1024;

/** `most`: lists of all devices are longer than what one device says. */
export function parseJson(payload: Uint8Array, most = maxBytes): Result<unknown> {
  if (payload.byteLength > most) return failure('too-large', { bytes: payload.byteLength, most });
  try {
    const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8');
    return success(JSON.parse(text) as unknown);
  } catch (error) {
    return failure('json', { reason: error instanceof Error ? error.message : String(error) });
  }
}

export function schemaFault(errors: readonly { instancePath: string; message: string }[]): Decoded {
  const first = errors[0];
  return refused(fault('schema', { place: first?.instancePath || '/', reason: first?.message ?? '' }));
}

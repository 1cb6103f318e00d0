/** JSON payloads, for every dialect that has them: bounded, and refused with a reason. */
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { refused, type Decoded } from '../message.ts';

const maxBytes = 256 * 1024;

export function parseJson(payload: Uint8Array): Result<unknown> {
  if (payload.byteLength > maxBytes)
    return failure('too-large', `${payload.byteLength} bytes, allowed ${maxBytes}`);
  try {
    const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8');
    return success(JSON.parse(text) as unknown);
  } catch (error) {
    return failure('json', error instanceof Error ? error.message : 'not JSON');
  }
}

export function schemaFault(errors: readonly { instancePath: string; message: string }[]): Decoded {
  const first = errors[0];
  return refused('schema', first ? `${first.instancePath || '/'} ${first.message}` : 'schema');
}

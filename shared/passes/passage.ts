/**
 * What a door or gate says of whoever passes, in the data of its event: `method`, `direction`, `plate`, `confidence`, a
 * visitor's `token`, its own `result`, and whether it `asks`. What is not of the right kind is as if it were not said.
 */
import type { Passage, PassRefusal } from '#shared/protocol/visitorPass.ts';
import { refusals } from '#shared/protocol/visitorPass.ts';

export interface SaidPassage {
  readonly method: string | null;
  readonly direction: string | null;
  readonly plate: string | null;
  readonly confidence: number | null;
  readonly token: string | null;
  /** It holds still until the hub opens it. */
  readonly asks: boolean;
  /** Null: the device does not say. */
  readonly result: Passage['result'] | null;
  readonly reason: PassRefusal | null;
}

const text = (value: unknown, most: number): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, most) : null;

export function readPassage(data: Readonly<Record<string, unknown>>): SaidPassage {
  const { result, reason, confidence, score } = data;
  const sure = typeof confidence === 'number' ? confidence : score;
  return {
    method: text(data['method'], 40),
    direction: text(data['direction'], 20),
    plate: text(data['plate'], 16),
    confidence: typeof sure === 'number' && sure >= 0 && sure <= 1 ? sure : null,
    token: text(data['token'], 200),
    asks: data['asks'] === true,
    result: result === 'accepted' || result === 'refused' ? result : null,
    reason: refusals.find((one) => one === reason) ?? null,
  };
}

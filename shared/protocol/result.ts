/**
 * Expected failures are values: a code and its parameters. Their words are in `shared/i18n/faults`, and `faultText`
 * turns one into the other where somebody reads. Programmer faults throw.
 */
import type { FaultCode, ParamsOf } from '../i18n/faults/words.ts';

export interface Fault {
  readonly code: FaultCode;
  readonly params?: FaultParams;
}

/** One of several faults that lie in files: `at` is the place in the file, empty for all of it. */
export interface PlacedFault extends Fault {
  readonly file: string;
  readonly at: string;
}

export type FaultParam = string | number | readonly PlacedFault[];

export type FaultParams = Readonly<Record<string, FaultParam>>;

export type Result<T> =
  /** `notStored`: done, but the disk refuses to keep it for now. */
  | { readonly ok: true; readonly value: T; readonly notStored?: true }
  | { readonly ok: false; readonly error: Fault };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** A code whose words name parameters is not taken without them. */
export function fault<Code extends FaultCode>(code: Code, ...[params]: ParamsOf<Code>): Fault {
  return params === undefined ? { code } : { code, params };
}

export function failure<Code extends FaultCode>(
  code: Code,
  ...params: ParamsOf<Code>
): { readonly ok: false; readonly error: Fault } {
  return { ok: false, error: fault(code, ...params) };
}

/** Expected failures are values: what happened, what it means, what to do. Programmer faults throw. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly tip: string;
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Fault };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failure(
  code: string,
  message: string,
  tip = '',
): { readonly ok: false; readonly error: Fault } {
  return { ok: false, error: { code, message, tip } };
}

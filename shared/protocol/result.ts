/** Expected failures are values: what happened, what it means, what to do. Programmer faults throw. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly tip: string;
}

/** Words of a fault in both languages, as one text; `inLanguage` takes one of them out again. */
export function both(zh: string, en: string): string {
  return `${zh}${between}${en}`;
}

const between = ' / ';

/** The half of `both` in a language; a text in one language as it is. */
export function inLanguage(text: string, language: 'zh' | 'en'): string {
  const at = text.indexOf(between);
  if (at < 0 || !/\p{Script=Han}/u.test(text.slice(0, at))) return text;
  return language === 'zh' ? text.slice(0, at) : text.slice(at + between.length);
}

export type Result<T> =
  /** `notStored`: done, but the disk refuses to keep it for now. */
  | { readonly ok: true; readonly value: T; readonly notStored?: true }
  | { readonly ok: false; readonly error: Fault };

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

/**
 * REST says its faults in words too: `message` and `tip` beside the code and its parameters, in the language that the
 * request asks for, else in Chinese.
 */
import { faultText, placedFaultText } from '#shared/i18n/faults/faultText.ts';
import type { Fault, PlacedFault } from '#shared/protocol/result.ts';
import type { Language } from '#shared/twin/text.ts';

/** The better liked of the two languages there are; what is said of others, or not understood, does not count. */
export function languageOf(acceptLanguage: string | undefined): Language {
  let [best, liked]: [Language, number] = ['zh', 0];
  for (const part of (acceptLanguage ?? '').split(',')) {
    const [range = '', ...more] = part.split(';').map((one) => one.trim().toLowerCase());
    const language = /^(zh|en)(?:-|$)/.exec(range)?.[1];
    const weight = more.find((one) => one.startsWith('q='))?.slice(2);
    const quality = weight === undefined ? 1 : Number(weight);
    if ((language === 'zh' || language === 'en') && quality > liked) [best, liked] = [language, quality];
  }
  return best;
}

export function spoken<T extends Fault>(
  fault: T,
  language: Language,
): T & { readonly message: string; readonly tip: string } {
  return { ...fault, ...faultText(fault, language) };
}

/** The sentence begins with the file and the place in it. */
export function spokenPlaced<T extends PlacedFault>(
  fault: T,
  language: Language,
): T & { readonly message: string } {
  return { ...fault, message: placedFaultText(fault, language) };
}

/** `{ ok: false, error }` with the words of its error; any other body as it is. */
export function spokenBody(body: unknown, acceptLanguage: string | undefined): unknown {
  if (typeof body !== 'object' || body === null || !('ok' in body) || body.ok !== false) return body;
  if (!('error' in body) || !isFault(body.error)) return body;
  return { ...body, error: spoken(body.error, languageOf(acceptLanguage)) };
}

/** Only what `failure` made is sent under `error`. */
function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'code' in value;
}

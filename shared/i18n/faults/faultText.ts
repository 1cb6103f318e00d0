/** The one place where a fault or a standing alert becomes words: for screens, REST, the command line and the log. */
import type { Fault, FaultParam, PlacedFault } from '#shared/protocol/result.ts';
import type { Language } from '#shared/twin/text.ts';
import { faultsEn } from './en/index.ts';
import { paramNames } from './paramNames.ts';
import type { FaultCode, Words } from './words.ts';
import { faultsZh } from './zh/index.ts';

export interface FaultText {
  readonly message: string;
  /** Empty where there is nothing to do. */
  readonly tip: string;
}

const words: Readonly<Record<Language, Words>> = { zh: faultsZh, en: faultsEn };

/** A code that is not known, as of a newer hub, is its own message. */
export function faultText({ code, params = {} }: Fault, language: Language): FaultText {
  const [message, tip = ''] = words[language][code] ?? [code];
  const filled = (text: string) =>
    text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => shown(params[name] ?? '', name, language));
  return { message: filled(message), tip: filled(tip) };
}

/** Both parts as one line. */
export function faultLine(fault: Fault, language: Language): string {
  const { message, tip } = faultText(fault, language);
  if (tip === '') return message;
  return language === 'zh' ? `${message}。${tip}` : `${message}. ${tip}`;
}

/** A fault in a file begins with the file and the place in it. */
export function placedFaultText(fault: PlacedFault, language: Language): string {
  const { file, at } = fault;
  const { message } = faultText(fault, language);
  return language === 'zh'
    ? `${file}${at && ` 的 ${at}`}：${message}`
    : `${file}${at && `, ${at}`}: ${message}`;
}

function shown(param: FaultParam, name: string, language: Language): string {
  if (typeof param === 'string' || typeof param === 'number')
    return paramNames[name]?.[param]?.[language] ?? String(param);
  return param.map((one) => placedFaultText(one, language)).join(language === 'zh' ? '；' : '; ');
}

export function isFaultCode(code: string): code is FaultCode {
  return Object.hasOwn(faultsZh, code);
}

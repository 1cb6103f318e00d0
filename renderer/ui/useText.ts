/** Words for components: typed keys, and text that comes in both languages. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextKey } from '#shared/i18n/zh.ts';
import { textIn, type LocalText } from '#shared/twin/text.ts';
import { faultLine } from '#shared/i18n/faults/faultText.ts';
import type { Fault } from '#shared/protocol/result.ts';

/** Names that stand for a part to play rather than a person. */
const persons = {
  operator: 'person.operator',
  system: 'person.system',
  automation: 'person.automation',
} as const;

export type Text = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

export function useText(): {
  readonly t: Text;
  readonly local: (text: LocalText | string) => string;
  /** A fault or a standing alert: what happened and what to do. */
  readonly said: (fault: Fault) => string;
  readonly person: (name: string) => string;
  readonly language: 'zh' | 'en';
  /** For numbers and dates. */
  readonly locale: 'zh-CN' | 'en-GB';
} {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return useMemo(
    () => ({
      t: (key: TextKey, values?: Readonly<Record<string, string | number>>) => t(key, { ...values }),
      local: (text: LocalText | string) => textIn(text, language),
      said: (fault: Fault) => faultLine(fault, language),
      person: (name: string) =>
        Object.hasOwn(persons, name) ? t(persons[name as keyof typeof persons]) : name,
      language,
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    }),
    [t, language],
  );
}

/** A length of time in words, one unit: `42 s`, `3 min`, `2 h`. */
export function ageText(t: Text, ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return t('unit.s', { n: s });
  if (s < 3600) return t('unit.min', { n: Math.floor(s / 60) });
  if (s < 86_400) return t('unit.h', { n: Math.floor(s / 3600) });
  return t('unit.d', { n: Math.floor(s / 86_400) });
}

/** `0.5×`, `64×`, backwards `−64×`. */
export function rateText(rate: number): string {
  return `${rate < 0 ? '−' : ''}${Math.abs(rate)}×`;
}

/** `00:42`, `12:05`, `1:20:00`: how long something has stood, for columns of figures. */
export function stopwatch(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const h = Math.floor(s / 3600);
  return h > 0
    ? `${h}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
    : `${two(Math.floor(s / 60))}:${two(s % 60)}`;
}

/** `00:42`, `1:20:00`, `3 d`: how long something has stood; after a day the seconds tell nothing. */
export function standingFor(t: Text, ms: number): string {
  return ms < 86_400_000 ? stopwatch(ms) : ageText(t, ms);
}

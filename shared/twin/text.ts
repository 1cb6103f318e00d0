/** Words that a person reads come in both languages; data that devices send may come in one. */
import { englishName } from '../i18n/englishNames.ts';

export interface LocalText {
  readonly zh: string;
  readonly en: string;
}

export type Language = 'zh' | 'en';

export function textIn(text: LocalText | string, language: Language): string {
  const given = typeof text === 'string' ? text : text[language] || text.zh || text.en;
  return language === 'en' ? englishName(given) : given;
}

export function isLocalText(value: unknown): value is LocalText {
  return (
    typeof value === 'object' &&
    value !== null &&
    'zh' in value &&
    'en' in value &&
    typeof value.zh === 'string' &&
    typeof value.en === 'string'
  );
}

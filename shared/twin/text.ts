/** Words that a person reads come in both languages; data that devices send may come in one. */

export interface LocalText {
  readonly zh: string;
  readonly en: string;
}

export type Language = 'zh' | 'en';

export function textIn(text: LocalText | string, language: Language): string {
  if (typeof text === 'string') return text;
  return text[language] || text.zh || text.en;
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

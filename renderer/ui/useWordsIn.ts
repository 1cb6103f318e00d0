/** Words in a language that was chosen for a paper, whatever the screen's is. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextKey } from '#shared/i18n/zh.ts';
import { textIn, type LocalText } from '#shared/twin/text.ts';
import type { Text } from './useText.ts';

export interface WordsIn {
  readonly language: 'zh' | 'en';
  readonly t: Text;
  readonly local: (text: LocalText | string) => string;
  readonly person: (name: string) => string;
}

const persons = ['operator', 'system', 'automation'] as const;

export function useWordsIn(language: 'zh' | 'en'): WordsIn {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const fixed = i18n.getFixedT(language);
    const t: Text = (key: TextKey, values) => fixed(key, { ...values });
    return {
      language,
      t,
      local: (text) => textIn(text, language),
      person: (name) => {
        const part = persons.find((one) => one === name);
        return part ? t(`person.${part}`) : name;
      },
    };
  }, [i18n, language]);
}

/** i18next with both languages shipped; switching needs no reload. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from '#shared/i18n/en.ts';
import { zh } from '#shared/i18n/zh.ts';
import { useOperations } from '#state/operations.ts';

export const textOptions = {
  fallbackLng: 'zh',
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  resources: { zh: { translation: zh }, en: { translation: en } },
} as const;

export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({ ...textOptions, lng: useOperations.getState().language });
  const apply = (language: 'zh' | 'en') => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    void i18next.changeLanguage(language);
  };
  apply(useOperations.getState().language);
  useOperations.subscribe((state, before) => {
    if (state.language !== before.language) apply(state.language);
  });
}

/** i18next with both languages shipped, one instance per page; switching needs no reload. */
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from '#shared/i18n/en.ts';
import { zh } from '#shared/i18n/zh.ts';
import type { PreferenceStore } from '#state/preferences.ts';

export const textOptions = {
  fallbackLng: 'zh',
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  resources: { zh: { translation: zh }, en: { translation: en } },
} as const;

export async function startTexts(preferences: PreferenceStore): Promise<i18n> {
  const texts = createInstance();
  await texts.use(initReactI18next).init({ ...textOptions, lng: preferences.getState().language });
  const apply = (language: 'zh' | 'en') => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    void texts.changeLanguage(language);
  };
  apply(preferences.getState().language);
  preferences.subscribe(({ language }, before) => {
    if (language !== before.language) apply(language);
  });
  return texts;
}

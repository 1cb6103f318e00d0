/** Which language a screen speaks; remembered by the browser. */
import { remember, setOperations } from './operations.ts';

export function toggleLanguage(): void {
  setOperations((state) => {
    const language = state.language === 'zh' ? 'en' : 'zh';
    remember('language', language);
    return { language };
  });
}

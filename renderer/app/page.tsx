/** What all pages share: texts, theme, ground rules of the look, and the catch for faults. */
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-sc/wght.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createPreferences, type PreferenceStore } from '#state/preferences.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { startTexts } from './texts.ts';

export async function showPage(page: ReactNode, preferences: PreferenceStore = createPreferences()) {
  const texts = await startTexts(preferences);
  const applyTheme = () => {
    document.documentElement.dataset['theme'] = preferences.getState().theme;
  };
  applyTheme();
  preferences.subscribe(applyTheme);
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no #root');
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={texts}>
        <ErrorBoundary t={texts.t}>{page}</ErrorBoundary>
      </I18nextProvider>
    </StrictMode>,
  );
}

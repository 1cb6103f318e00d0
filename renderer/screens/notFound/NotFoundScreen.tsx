/** An address that leads nowhere: says which, and the way back. */
import { Languages } from 'lucide-react';
import { toggleLanguage, type PreferenceStore } from '#state/preferences.ts';
import { useText } from '#ui/useText.ts';
import '#renderer/screens/signIn/signIn.css';

export function NotFoundScreen({ preferences }: { preferences: PreferenceStore }) {
  const { t } = useText();
  return (
    <main className="door">
      <button className="door-language" onClick={() => toggleLanguage(preferences)}>
        <Languages size="1.1em" /> {t('signIn.language')}
      </button>
      <div className="door-card">
        <h1>{t('notFound.title')}</h1>
        <p className="door-why">{t('notFound.text', { path: location.pathname })}</p>
        <a className="primary" href="/">
          {t('notFound.back')}
        </a>
      </div>
    </main>
  );
}

/** The door: sign in, or create the first administrator while there is none. Says what is wrong, and what comes next. */
import './signIn.css';
import { Languages } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Fault } from '#shared/protocol/result.ts';
import { sessionState, type SessionState } from '#state/account.ts';
import { toggleLanguage, type PreferenceStore } from '#state/preferences.ts';
import { useText } from '#ui/useText.ts';
import { SetUpForm } from './SetUpForm.tsx';
import { SignInForm } from './SignInForm.tsx';

/** Only a path of this hub: the address may come from anywhere. */
function nextPath(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  return /^\/[a-z]*$/i.test(next) ? next : '/';
}

const enter = () => location.assign(nextPath(location.search));

async function look(show: (found: SessionState | Fault) => void): Promise<void> {
  const answer = await sessionState();
  if (answer.ok && answer.value.person && !answer.value.firstRun) return enter();
  show(answer.ok ? answer.value : answer.error);
}

export function SignInScreen({ preferences }: { preferences: PreferenceStore }) {
  const { t } = useText();
  const [found, setFound] = useState<SessionState | Fault | null>(null);
  useEffect(() => void look(setFound), []);
  const ask = () => {
    setFound(null);
    void look(setFound);
  };
  return (
    <main className="door">
      <button className="door-language" onClick={() => toggleLanguage(preferences)}>
        <Languages size="1.1em" /> {t('signIn.language')}
      </button>
      <header>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M1 15V7l4-3v11zm5 0V3l4-2v14zm5 0V6l4 2v7z" />
        </svg>
        <h1>{t('app.name')}</h1>
        <p>{t('signIn.subtitle')}</p>
      </header>
      {found === null ? (
        <p className="door-card door-wait" role="status">
          {t('app.starting')}
        </p>
      ) : 'code' in found ? (
        <div className="door-card" role="alert">
          <p className="door-fault">{t('signIn.unreachable')}</p>
          <button className="primary" onClick={ask}>
            {t('signIn.retry')}
          </button>
        </div>
      ) : found.firstRun ? (
        <SetUpForm maySetUp={found.maySetUp} known={found.person !== null} onDone={enter} />
      ) : (
        <SignInForm onDone={enter} />
      )}
    </main>
  );
}

/** Administration: people, what acts for them, what they did, and the system itself. Sections stand in their own files. */
import './admin.css';
import { ArrowLeft, Languages } from 'lucide-react';
import { useEffect, useState } from 'react';
import { goToSignIn, sessionState, type SessionState } from '#state/account.ts';
import { toggleLanguage, type PreferenceStore } from '#state/preferences.ts';
import { useText } from '#ui/useText.ts';
import { AuditSection } from './AuditSection.tsx';
import { CompoundsSection } from './CompoundsSection.tsx';
import { CredentialsSection } from './CredentialsSection.tsx';
import { MappingSection } from './mapping/MappingSection.tsx';
import { NoticesSection } from './NoticesSection.tsx';
import { SourcesSection } from './sources/SourcesSection.tsx';
import { SystemSection } from './SystemSection.tsx';
import { TokensSection } from './TokensSection.tsx';
import { UsersSection } from './UsersSection.tsx';

const sections = {
  users: UsersSection,
  compoundList: CompoundsSection,
  sources: SourcesSection,
  mapping: MappingSection,
  notices: NoticesSection,
  tokens: TokensSection,
  credentials: CredentialsSection,
  audit: AuditSection,
  system: SystemSection,
} as const;
type Section = keyof typeof sections;
const names = Object.keys(sections) as Section[];

function fromHash(): Section {
  return names.find((name) => `#${name}` === location.hash) ?? 'users';
}

export function AdminScreen({ preferences }: { preferences: PreferenceStore }) {
  const { t } = useText();
  const [who, setWho] = useState<SessionState | null>(null);
  const [section, setSection] = useState<Section>(fromHash);
  useEffect(() => {
    void sessionState().then((answer) => {
      if (answer.ok && !answer.value.person) return goToSignIn();
      if (answer.ok) setWho(answer.value);
    });
    const follow = () => setSection(fromHash());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const Shown = sections[section];
  const allowed = who?.person?.verbs.includes('users.manage') ?? false;
  return (
    <div className="admin">
      <header>
        <a className="link" href="/">
          <ArrowLeft size="1em" /> {t('admin.back')}
        </a>
        <h1>{t('admin.title')}</h1>
        <button
          className="icon-button"
          aria-label={t('signIn.language')}
          onClick={() => toggleLanguage(preferences)}
        >
          <Languages size="1.2em" />
        </button>
      </header>
      {!who ? (
        <p className="empty" role="status">
          {t('admin.loading')}
        </p>
      ) : !allowed ? (
        <p className="admin-none" role="alert">
          {t(who.firstRun ? 'admin.first' : 'admin.forbidden')}{' '}
          {who.firstRun && (
            <a className="link" href="/sign-in">
              {t('account.setup')}
            </a>
          )}
        </p>
      ) : (
        <>
          <nav>
            {names.map((name) => (
              <a key={name} href={`#${name}`} aria-current={name === section ? 'page' : undefined}>
                {t(`admin.${name}`)}
              </a>
            ))}
          </nav>
          <main>
            <Shown />
          </main>
        </>
      )}
    </div>
  );
}

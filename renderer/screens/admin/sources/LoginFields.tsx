/** Name and password of a source: typed in, never shown; empty keeps those that the hub has. */
import { useText } from '#ui/useText.ts';

export interface LoginDraft {
  readonly name: string;
  readonly password: string;
  readonly without: boolean;
}
export const noLogin: LoginDraft = { name: '', password: '', without: false };

/** What of it is sent. */
export function loginOf({ name, password, without }: LoginDraft): {
  login?: { name: string; password: string } | null;
} {
  if (without) return { login: null };
  return name === '' ? {} : { login: { name, password } };
}

interface Props {
  readonly draft: LoginDraft;
  readonly hasLogin: boolean;
  /** The address is another than the one that the kept login is for. */
  readonly moved: boolean;
  readonly change: (draft: LoginDraft) => void;
}

export function LoginFields({ draft, hasLogin, moved, change }: Props) {
  const { t } = useText();
  const { name, password, without } = draft;
  return (
    <>
      <label>
        {t('sources.loginName')}
        <input
          autoComplete="off"
          disabled={without}
          placeholder={hasLogin ? t(moved ? 'sources.passwordMoved' : 'sources.passwordKept') : ''}
          value={name}
          onChange={(event) => change({ ...draft, name: event.target.value })}
        />
      </label>
      <label>
        {t('sources.password')}
        <input
          type="password"
          autoComplete="new-password"
          disabled={without || name === ''}
          value={password}
          onChange={(event) => change({ ...draft, password: event.target.value })}
        />
      </label>
      {hasLogin && (
        <fieldset>
          <label className="check">
            <input
              type="checkbox"
              checked={without}
              onChange={(event) => change({ ...draft, without: event.target.checked })}
            />
            {t('sources.withoutLogin')}
          </label>
        </fieldset>
      )}
    </>
  );
}

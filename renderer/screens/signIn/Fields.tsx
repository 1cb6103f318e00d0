/** Fields of the door: a name, and a password that can be looked at and says when Caps Lock is on. */
import { Eye, EyeOff } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { useText } from '#ui/useText.ts';

export function NameField(props: { value: string; onChange: (value: string) => void }) {
  const { t } = useText();
  return (
    <label className="door-field">
      <span>{t('signIn.name')}</span>
      <input
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        required
        autoFocus
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  );
}

export function PasswordField(props: {
  label: string;
  value: string;
  fresh?: boolean;
  onChange: (value: string) => void;
}) {
  const { t } = useText();
  const id = useId();
  const [shown, setShown] = useState(false);
  const [caps, setCaps] = useState(false);
  const look = (event: KeyboardEvent) => setCaps(event.getModifierState('CapsLock'));
  return (
    <div className="door-field">
      <label htmlFor={id}>{props.label}</label>
      <div className="door-password">
        <input
          id={id}
          type={shown ? 'text' : 'password'}
          autoComplete={props.fresh ? 'new-password' : 'current-password'}
          maxLength={200}
          required
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
          onKeyDown={look}
          onKeyUp={look}
          onBlur={() => setCaps(false)}
        />
        <button
          type="button"
          className="icon-button"
          aria-label={t(shown ? 'signIn.hide' : 'signIn.show')}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size="1.2em" /> : <Eye size="1.2em" />}
        </button>
      </div>
      {caps && (
        <small className="door-caps" role="status">
          {t('signIn.caps')}
        </small>
      )}
    </div>
  );
}

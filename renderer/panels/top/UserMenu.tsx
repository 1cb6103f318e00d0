/** Top right: who is signed in and as what; the account's dialog, administration, the way out. */
import { UserRound } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useState, type FormEvent } from 'react';
import { useCommand } from '#commands/CommandButton.tsx';
import { roleNames } from '#shared/access/roles.ts';
import { askHub, signOut } from '#state/account.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';

export function UserMenu() {
  const { t, local, person: personName } = useText();
  const person = useFacts((facts) => facts.person);
  const firstRun = useFacts((facts) => facts.firstRun);
  const [changing, setChanging] = useState(false);
  if (!person) return null;
  const role = person.role === null ? '' : local(roleNames[person.role]);
  const name = personName(person.name);
  return (
    <>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger
          className="user-menu"
          data-testid="user-menu"
          aria-label={`${t('account.menu')}: ${name} ${firstRun ? t('setup.notice') : role}`}
          title={firstRun ? t('setup.notice') : `${name} · ${role}`}
        >
          <UserRound size="1.15em" />
          <span className="user-name">
            <b>{name}</b>
            <small>{firstRun ? t('setup.notice') : role}</small>
          </span>
          {firstRun && <i className="setup-dot" />}
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
            <div className="menu-head">
              <b>{name}</b>
              <small>{firstRun ? t('setup.notice') : role}</small>
            </div>
            <div className="menu-line" />
            <CommandItem command="screen.speak" />
            <CommandItem command="screen.notify" />
            {firstRun ? (
              <Item text={t('account.setup')} run={() => location.assign('/sign-in')} />
            ) : (
              <>
                {person.verbs.includes('users.manage') && (
                  <Item text={t('account.admin')} run={() => location.assign('/admin')} />
                )}
                {person.role !== null && (
                  <>
                    <Item text={t('account.password')} run={() => setChanging(true)} />
                    <Item text={t('account.everywhere')} run={() => void signOut(true)} />
                  </>
                )}
                <Item text={t('account.signOut')} run={() => void signOut(false)} />
              </>
            )}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </>
  );
}

function Item({ text, run }: { text: string; run: () => void }) {
  return (
    <DropdownMenu.Item className="menu-item" onSelect={run}>
      {text}
    </DropdownMenu.Item>
  );
}

function CommandItem({ command }: { command: string }) {
  const { t } = useText();
  const { text, reason, run } = useCommand(command);
  return (
    <DropdownMenu.Item
      className="menu-item"
      disabled={reason !== null}
      title={reason ? t(reason) : undefined}
      onSelect={run}
    >
      {t(text)}
    </DropdownMenu.Item>
  );
}

function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const screen = useScreen();
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  async function submit(event: FormEvent) {
    event.preventDefault();
    const answer = await askHub('POST', '/api/password', { old, password });
    if (!answer.ok) return screen.notices.fault(answer.error);
    screen.notices.say('info', { key: 'account.changed' });
    onClose();
  }
  return (
    <Dialog title={t('account.password')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <label>
          {t('account.old')}
          <input
            type="password"
            autoComplete="current-password"
            required
            value={old}
            onChange={(event) => setOld(event.target.value)}
          />
        </label>
        <label>
          {t('account.new')}
          <input
            type="password"
            autoComplete="new-password"
            minLength={10}
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        <small>{t('setup.hint')}</small>
        <DialogButtons action={t('admin.save')} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

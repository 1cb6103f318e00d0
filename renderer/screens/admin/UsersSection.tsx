/** Users: who there is, with which role and scope; create, change, disable, give a new password. */
import { useState, type FormEvent } from 'react';
import { usualScope, type Scope } from '#shared/access/may.ts';
import type { UserRecord } from '#shared/access/records.ts';
import { roleNames, roles, type Role } from '#shared/access/roles.ts';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import { Fault } from './Fault.tsx';
import { namesText, ScopeFields } from './ScopeFields.tsx';
import { useList, type List } from './useList.ts';

type Row = UserRecord & { readonly sessions: number };
type Found = { users: readonly Row[] };
type Open = { kind: 'new' } | { kind: 'edit' | 'password'; user: Row } | null;

export function UsersSection() {
  const { t, local } = useText();
  const list = useList<Found>('/api/users');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const path = ({ name }: Row) => `/api/users/${encodeURIComponent(name)}`;
  return (
    <section>
      <div className="section-head">
        <h2>{t('admin.users')}</h2>
        <button className="primary" onClick={() => setOpen({ kind: 'new' })}>
          {t('admin.newUser')}
        </button>
      </div>
      {open === null && <Fault text={list.fault} />}
      {!list.found ? (
        <p className="empty">{t('admin.loading')}</p>
      ) : (
        <table data-testid="users">
          <thead>
            <tr>
              <th>{t('signIn.name')}</th>
              <th>{t('admin.role')}</th>
              <th>{t('admin.compounds')}</th>
              <th>{t('admin.cameras')}</th>
              <th>{t('admin.personal')}</th>
              <th>{t('admin.state')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {list.found.users.map((user) => (
              <tr key={user.name} className={user.disabled ? 'off' : ''}>
                <td>{user.name}</td>
                <td>{local(roleNames[user.role])}</td>
                <td>{namesText(user.scope.compounds, t('admin.all'), t('admin.none'))}</td>
                <td>{namesText(user.scope.cameraGroups, t('admin.all'), t('admin.none'))}</td>
                <td>
                  {user.scope.personal.map((one) => t(`admin.personal.${one}`)).join(', ') || t('admin.none')}
                </td>
                <td>
                  {t(user.disabled ? 'admin.disabled' : 'admin.enabled')}
                  {user.sessions > 0 && <small> · {t('admin.signedIn', { count: user.sessions })}</small>}
                </td>
                <td className="row-buttons">
                  <button onClick={() => setOpen({ kind: 'edit', user })}>{t('admin.edit')}</button>
                  <button onClick={() => setOpen({ kind: 'password', user })}>
                    {t('admin.resetPassword')}
                  </button>
                  <button onClick={() => void list.change('PATCH', path(user), { disabled: !user.disabled })}>
                    {t(user.disabled ? 'admin.enable' : 'admin.disable')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {open?.kind === 'new' && <NewUser list={list} onClose={close} />}
      {open?.kind === 'edit' && (
        <EditUser list={list} user={open.user} path={path(open.user)} onClose={close} />
      )}
      {open?.kind === 'password' && (
        <ResetPassword list={list} user={open.user} path={path(open.user)} onClose={close} />
      )}
    </section>
  );
}

function RoleSelect({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  const { t, local } = useText();
  return (
    <label>
      {t('admin.role')}
      <select
        name="role"
        value={role}
        onChange={(event) => {
          const chosen = roles.find((one) => one === event.target.value);
          if (chosen) onChange(chosen);
        }}
      >
        {roles.map((one) => (
          <option key={one} value={one}>
            {local(roleNames[one])}
          </option>
        ))}
      </select>
    </label>
  );
}

function NewUser({ list, onClose }: { list: List<Found>; onClose: () => void }) {
  const { t } = useText();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const [scope, setScope] = useState<Scope>(usualScope('operator'));
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (await list.change('POST', '/api/users', { name: name.trim(), password, role, scope })) onClose();
  }
  return (
    <Dialog title={t('admin.newUser')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <label>
          {t('signIn.name')}
          <input
            name="name"
            autoComplete="off"
            maxLength={40}
            required
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <NewPassword value={password} onChange={setPassword} />
        <RoleSelect
          role={role}
          onChange={(chosen) => {
            setRole(chosen);
            setScope(usualScope(chosen));
          }}
        />
        <ScopeFields key={role} scope={scope} onChange={setScope} />
        <Fault text={list.fault} />
        <DialogButtons action={t('admin.create')} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

interface OfUser {
  readonly list: List<Found>;
  readonly user: Row;
  readonly path: string;
  readonly onClose: () => void;
}

function EditUser({ list, user, path, onClose }: OfUser) {
  const { t } = useText();
  const [role, setRole] = useState<Role>(user.role);
  const [scope, setScope] = useState<Scope>(user.scope);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (await list.change('PATCH', path, { role, scope })) onClose();
  }
  return (
    <Dialog title={`${t('admin.edit')} · ${user.name}`} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <RoleSelect role={role} onChange={setRole} />
        <ScopeFields scope={scope} onChange={setScope} />
        <Fault text={list.fault} />
        <DialogButtons action={t('admin.save')} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function ResetPassword({ list, user, path, onClose }: OfUser) {
  const { t } = useText();
  const [password, setPassword] = useState('');
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (await list.change('POST', `${path}/password`, { password })) onClose();
  }
  return (
    <Dialog title={`${t('admin.resetPassword')} · ${user.name}`} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <NewPassword value={password} onChange={setPassword} />
        <Fault text={list.fault} />
        <DialogButtons action={t('admin.save')} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function NewPassword({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useText();
  return (
    <>
      <label>
        {t('signIn.password')}
        <input
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={10}
          maxLength={200}
          required
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <small>{t('setup.hint')}</small>
    </>
  );
}

/** Users: read into memory at the start, changed by units that carry their audit entry. Names never change or vanish. */
import { Compile } from 'typebox/compile';
import { usualScope, type Scope } from '#shared/access/may.ts';
import { UserRecord } from '#shared/access/records.ts';
import type { Role } from '#shared/access/roles.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { Records } from '../records/index.ts';
import type { Audit } from './audit.ts';
import { commit } from './commit.ts';
import { passwordFault, type Passwords } from './passwords.ts';

/** Who does it, for the audit log. */
export interface Doer {
  readonly by: string;
  readonly address: string | null;
}

export interface NewUser {
  readonly name: string;
  readonly password: string;
  readonly role: Role;
  readonly scope?: Scope;
}

export interface UserChange {
  readonly role?: Role;
  readonly scope?: Scope;
  readonly disabled?: boolean;
}

export type UserChanged = 'created' | 'rights' | 'password';

export interface Users {
  readonly none: boolean;
  list(): UserRecord[];
  find(name: string): UserRecord | null;
  create(user: NewUser, doer: Doer): Promise<Result<UserRecord>>;
  change(name: string, change: UserChange, doer: Doer): Promise<Result<UserRecord>>;
  setPassword(name: string, password: string, doer: Doer): Promise<Result<null>>;
  /** The user, where name and password belong together and the user is not disabled. */
  proven(name: string, password: string): Promise<Result<UserRecord | null>>;
  /** After a user was created, or its role, scope, password or disabling changed. */
  onChange(listener: (name: string, what: UserChanged) => void): void;
}

const isUser = Compile(UserRecord);
/** Names that the screens show as parts played by nobody in particular. */
const reserved = new Set(['operator', 'system', 'automation']);
const usersAtMost = 2000;

export function createUsers(options: {
  records: Records;
  audit: Audit;
  passwords: Passwords;
  now: () => number;
}): Users {
  const { records, audit, passwords, now } = options;
  const known = new Map<string, { record: UserRecord; password: string }>();
  /** Being created: their unit is on its way to the disk. */
  const coming = new Set<string>();
  const listeners: ((name: string, what: UserChanged) => void)[] = [];
  const tell = (name: string, what: UserChanged) => {
    for (const listener of listeners) listener(name, what);
  };
  const keyOf = (name: string) => name.normalize('NFC').toLowerCase();
  for (const row of records.db
    .prepare<[], { record: string; password: string }>('SELECT record, password FROM users')
    .all()) {
    const record: unknown = JSON.parse(row.record);
    if (!isUser.Check(record)) throw new Error('a record of a user in linli.db is damaged');
    known.set(keyOf(record.name), { record, password: row.password });
  }
  /** Who can manage people: that concerns every compound. */
  const admins = () =>
    [...known.values()].filter(
      ({ record }) => record.role === 'admin' && !record.disabled && record.scope.compounds === 'all',
    );

  function nameFault(name: string): Result<never> | null {
    const key = keyOf(name);
    if (reserved.has(key)) return failure('name-reserved', { name });
    if (known.has(key) || coming.has(key)) return failure('name-taken', { name });
    return known.size + coming.size >= usersAtMost ? failure('too-many-users') : null;
  }

  return {
    get none() {
      return known.size === 0;
    },
    list: () => [...known.values()].map(({ record }) => record),
    find: (name) => known.get(keyOf(name))?.record ?? null,
    async create({ name: given, password, role, scope }, doer) {
      const name = given.normalize('NFC');
      const wrong = nameFault(name) ?? passwordFault(password, name);
      if (wrong) return wrong;
      const key = keyOf(name);
      const first = known.size === 0 && coming.size === 0;
      if (first ? role !== 'admin' : known.size === 0) return failure('setup-first');
      coming.add(key);
      const hash = await passwords.hash(password);
      if (!hash.ok) {
        coming.delete(key);
        return hash;
      }
      const record: UserRecord = {
        version: 1,
        name,
        role,
        scope: scope ?? usualScope(role),
        disabled: false,
        createdMs: now(),
        createdBy: doer.by,
        passwordChangedMs: now(),
      };
      const unit = [
        {
          sql: 'INSERT OR IGNORE INTO users (name, record, password) VALUES (?, ?, ?)',
          params: [key, JSON.stringify(record), hash.value],
        },
        ...audit.entry({ ...doer, verb: 'user-create', target: name, note: scopeText(role, record.scope) }),
      ];
      // Until the disk has taken it the name stays reserved.
      return commit(records, unit, record, () => {
        known.set(key, { record, password: hash.value });
        coming.delete(key);
        tell(name, 'created');
      });
    },
    async change(name, change, doer) {
      const found = known.get(keyOf(name));
      if (!found) return noUser(name);
      const record: UserRecord = { ...found.record, ...change };
      const losesAdmin = record.role !== 'admin' || record.disabled || record.scope.compounds !== 'all';
      if (losesAdmin && admins().length === 1 && admins()[0] === found) return failure('last-admin');
      // Rights that are taken away are gone at once, whatever the disk says.
      found.record = record;
      tell(record.name, 'rights');
      const note = [
        ...(change.disabled === undefined ? [] : [change.disabled ? 'disabled' : 'enabled']),
        ...(change.role === undefined && change.scope === undefined
          ? []
          : [scopeText(record.role, record.scope)]),
      ].join('; ');
      const unit = [
        {
          sql: 'UPDATE users SET record = ? WHERE name = ?',
          params: [JSON.stringify(record), keyOf(name)],
        },
        ...audit.entry({ ...doer, verb: 'user-change', target: record.name, note }),
      ];
      return commit(records, unit, record);
    },
    async setPassword(name, password, doer) {
      const found = known.get(keyOf(name));
      if (!found) return noUser(name);
      const wrong = passwordFault(password, found.record.name);
      if (wrong) return wrong;
      const hash = await passwords.hash(password);
      if (!hash.ok) return hash;
      found.record = { ...found.record, passwordChangedMs: now() };
      found.password = hash.value;
      tell(found.record.name, 'password');
      const unit = [
        {
          sql: 'UPDATE users SET record = ?, password = ? WHERE name = ?',
          params: [JSON.stringify(found.record), hash.value, keyOf(name)],
        },
        ...audit.entry({ ...doer, verb: 'user-password', target: found.record.name }),
      ];
      return commit(records, unit, null);
    },
    async proven(name, password) {
      const found = known.get(keyOf(name));
      const matches = await passwords.matches(password, found?.password ?? null);
      if (!matches.ok) return matches;
      const now = known.get(keyOf(name));
      return success(matches.value && now && !now.record.disabled ? now.record : null);
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

function noUser(name: string): Result<never> {
  return failure('no-user', { name });
}

function scopeText(role: Role, { compounds, cameraGroups, personal }: Scope): string {
  const names = (list: 'all' | readonly string[]) => (list === 'all' ? 'all' : list.join(', ') || 'none');
  return `${role}; compounds ${names(compounds)}; cameras ${names(cameraGroups)}; personal ${names(personal)}`;
}

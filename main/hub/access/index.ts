/**
 * Who may do what, and what they did. On loopback the person at the machine is the operator; from anywhere else a
 * token is needed. A browser page of another origin is refused, and so is, on loopback, a Host name that is not ours, so
 * that no web page can steer the hub. Every action of a person is kept and can be replayed.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import { hostname } from 'node:os';
import type { ActionRecord, OutOfService } from '#shared/protocol/records.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { Records } from '../records/index.ts';

export interface Caller {
  readonly remoteAddress: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly token: string | undefined;
  /** A browser sends the cookies of every port of a host, those of other hubs among them. */
  readonly cookie: string | undefined;
}

export interface User {
  readonly name: string;
  readonly role: 'operator' | 'admin';
}

export interface Access {
  identify(caller: Caller): Result<User>;
  record(action: Omit<ActionRecord, 'seq'>): void;
  onAction(listener: (action: ActionRecord) => void): void;
  window(compound: string, fromMs: number, toMs: number): ActionRecord[];
  /** The newest `limit` of [fromMs, toMs), oldest first. */
  newest(compound: string, fromMs: number, toMs: number, limit: number): ActionRecord[];
  /** Devices that were out of service at an instant, by key. */
  outOfServiceAt(compound: string, atMs: number): Record<string, OutOfService>;
}

export function createAccess(options: {
  records: Records;
  token: string | null;
  hosts: readonly string[];
}): Access {
  const { records } = options;
  const { db } = records;
  const insert =
    'INSERT OR IGNORE INTO actions (seq, compound, at_ms, by, verb, target, note) VALUES (?, ?, ?, ?, ?, ?, ?)';
  const inRange =
    'SELECT seq, compound, at_ms AS atMs, by, verb, target, note FROM actions WHERE compound = ? AND at_ms >= ? AND at_ms < ?';
  const between = db.prepare<[string, number, number], ActionRecord>(
    `${inRange} ORDER BY at_ms, seq LIMIT 5000`,
  );
  const latest = db.prepare<[string, number, number, number], ActionRecord>(
    `${inRange} ORDER BY at_ms DESC, seq DESC LIMIT ?`,
  );
  const service = db.prepare<[string, number], ActionRecord>(
    `SELECT target, verb, by, max(at_ms) AS atMs, note FROM actions
     WHERE compound = ? AND verb IN ('out-of-service', 'in-service') AND at_ms <= ? GROUP BY target`,
  );
  const ourNames = new Set(['localhost', hostname().toLowerCase(), ...options.hosts]);
  const listeners: ((action: ActionRecord) => void)[] = [];

  return {
    identify(caller) {
      const host = hostName(caller.host);
      const known = host !== null && (isAddress(host) || ourNames.has(host));
      // From another machine a token is needed, which a page of a foreign name does not have.
      if (!known && (host === null || isLoopback(caller.remoteAddress))) {
        return failure('host', 'This host name is not served here', 'Open the address the hub printed');
      }
      if (caller.origin !== undefined && hostOfOrigin(caller.origin) !== caller.host) {
        return failure('origin', 'Requests from other web pages are refused', 'Open the hub’s own page');
      }
      const isOurs = (secret: string) => options.token !== null && sameSecret(secret, options.token);
      if (caller.token !== undefined) {
        if (isOurs(caller.token)) return success({ name: 'automation', role: 'admin' });
        return failure('token', 'The token is wrong', 'Use the token the hub was started with');
      }
      if (caller.cookie !== undefined && isOurs(caller.cookie))
        return success({ name: 'automation', role: 'admin' });
      if (isLoopback(caller.remoteAddress)) return success({ name: 'operator', role: 'operator' });
      return failure(
        'token-missing',
        'A token is needed from other machines',
        'Send Authorization: Bearer <token>',
      );
    },
    record(action) {
      const { compound, atMs, by, verb, target, note } = action;
      const seq = records.nextSeq('actions');
      records.write([{ sql: insert, params: [seq, compound, atMs, by, verb, target, note] }], (stored) => {
        if (stored) for (const listener of listeners) listener({ seq, ...action });
      });
    },
    onAction: (listener) => void listeners.push(listener),
    window: (compound, fromMs, toMs) => between.all(compound, fromMs, toMs),
    newest: (compound, fromMs, toMs, limit) => latest.all(compound, fromMs, toMs, limit).toReversed(),
    outOfServiceAt: (compound, atMs) =>
      Object.fromEntries(
        service
          .all(compound, atMs)
          .filter(({ verb }) => verb === 'out-of-service')
          .map(({ target, by, atMs: sinceMs, note }) => [target, { by, sinceMs, note }]),
      ),
  };
}

export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

export function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

function isAddress(host: string): boolean {
  return isIPv4(host) || isIPv6(host.replace(/^\[|\]$/g, ''));
}

function hostName(host: string | undefined): string | null {
  if (!host) return null;
  const name = host.replace(/:\d+$/, '');
  return name === '' ? null : name.toLowerCase();
}

function hostOfOrigin(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/**
 * Who registers shows that it knows its secret, by HTTP Digest with MD5 or SHA-256. A challenge holds for a minute and for
 * one use; failures slow down who makes them, by address and by number.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createBackOff } from '#hub/access/index.ts';
import { algorithmNamed, digestFields, digestOf } from '../http/digest.ts';

const realm = 'Linli VIID';
const challengeMs = 60_000;
const longestWaitMs = 5 * 60_000;
const mostUsed = 10_000;

export type Verdict = 'let-in' | 'challenge' | 'wait';

export interface DigestDoor {
  /** The headers that ask for an answer. */
  challenges(): readonly string[];
  judge(asked: {
    readonly authorization: string | undefined;
    readonly method: string;
    readonly id: string;
    readonly secret: string | undefined;
    readonly address: string;
  }): Verdict;
  /** Seconds until this one is looked at again; 0: now. */
  waitS(address: string, id: string): number;
}

export function createDigestDoor(now: () => number): DigestDoor {
  const key = randomBytes(32);
  const slow = createBackOff({ now, longestMs: longestWaitMs });
  /** Challenges that were answered rightly, oldest first. */
  const used = new Set<string>();
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url').slice(0, 32);
  const keysOf = (address: string, id: string) => [`address ${address}`, `id ${id}`];
  const waitMs = (address: string, id: string) =>
    Math.max(...keysOf(address, id).map((one) => slow.waitMs(one)));

  function newNonce(): string {
    const text = `${now()}.${randomBytes(9).toString('base64url')}`;
    return `${text}.${sign(text)}`;
  }

  function isOpen(nonce: string): boolean {
    const cut = nonce.lastIndexOf('.');
    const atMs = Number(nonce.slice(0, nonce.indexOf('.')));
    const isOurs = cut > 0 && isSame(sign(nonce.slice(0, cut)), nonce.slice(cut + 1));
    return isOurs && now() - atMs <= challengeMs && !used.has(nonce);
  }

  function isRight(fields: ReadonlyMap<string, string>, method: string, secret: string): boolean {
    const of = (name: string) => fields.get(name) ?? '';
    const algorithm = algorithmNamed(fields.get('algorithm') ?? 'MD5');
    if (!algorithm || of('realm') !== realm) return false;
    const qop = fields.get('qop');
    if (qop !== undefined && qop !== 'auth') return false;
    const expected = digestOf({
      name: of('username'),
      realm,
      password: secret,
      method,
      uri: of('uri'),
      nonce: of('nonce'),
      count: qop === undefined ? null : of('nc'),
      clientNonce: of('cnonce'),
      algorithm,
    });
    return isSame(expected, of('response').toLowerCase());
  }

  return {
    challenges: () =>
      (['SHA-256', 'MD5'] as const).map(
        (algorithm) => `Digest realm="${realm}", qop="auth", nonce="${newNonce()}", algorithm=${algorithm}`,
      ),
    waitS: (address, id) => Math.ceil(waitMs(address, id) / 1000),
    judge({ authorization, method, id, secret, address }) {
      if (waitMs(address, id) > 0) return 'wait';
      const fields = authorization === undefined ? null : digestFields(authorization);
      const nonce = fields?.get('nonce') ?? '';
      // Not yet asked, or asked too long ago: no failure.
      if (!fields || !isOpen(nonce)) return 'challenge';
      const keys = keysOf(address, id);
      // Reckoned for numbers that nobody knows too: the time tells nothing.
      const isKnown = isRight(fields, method, secret ?? 'nobody') && secret !== undefined;
      if (!isKnown) {
        for (const one of keys) slow.failed(one);
        return 'challenge';
      }
      used.add(nonce);
      const [oldest] = used;
      if (used.size > mostUsed && oldest !== undefined) used.delete(oldest);
      for (const one of keys) slow.succeeded(one);
      return 'let-in';
    },
  };
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

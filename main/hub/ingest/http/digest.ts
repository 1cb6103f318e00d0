/**
 * HTTP Digest authentication (RFC 7616) with MD5 and SHA-256: the answer to a challenge, and what is needed to judge one.
 * Pure; both who asks cameras and who is asked by devices use it.
 */
import { createHash } from 'node:crypto';

export interface Login {
  readonly name: string;
  readonly password: string;
}

export type DigestAlgorithm = 'MD5' | 'SHA-256';

export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  readonly algorithm: DigestAlgorithm;
  /** As it was written; undefined: not at all. */
  readonly writtenAlgorithm: string | undefined;
  /** False: of before RFC 2617. */
  readonly withQop: boolean;
}

export interface DigestParts {
  readonly name: string;
  readonly realm: string;
  readonly password: string;
  readonly method: string;
  readonly uri: string;
  readonly nonce: string;
  /** Of the answer; null where it was asked without `qop`. */
  readonly count: string | null;
  readonly clientNonce: string;
  readonly algorithm: DigestAlgorithm;
}

export function digestOf(parts: DigestParts): string {
  const { algorithm, nonce, count, clientNonce } = parts;
  const hash = (text: string) =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text, 'utf8')
      .digest('hex');
  const who = hash(`${parts.name}:${parts.realm}:${parts.password}`);
  const what = hash(`${parts.method}:${parts.uri}`);
  return hash(
    count === null ? `${who}:${nonce}:${what}` : `${who}:${nonce}:${count}:${clientNonce}:auth:${what}`,
  );
}

/** `name=value` and `name="value"` after the scheme; null where the header is of another scheme. */
export function digestFields(header: string): ReadonlyMap<string, string> | null {
  if (header.length > 4096 || !/^\s*digest\s/i.test(header)) return null;
  const fields = new Map<string, string>();
  const written = header.replace(/^\s*digest\s+/i, '');
  for (const [, name = '', quoted, bare] of written.matchAll(
    /([a-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi,
  ))
    fields.set(name.toLowerCase(), quoted === undefined ? (bare ?? '') : quoted.replaceAll(/\\(.)/g, '$1'));
  return fields;
}

/** The strongest of what was asked for that is spoken here. */
export function challengeIn(headers: readonly string[]): DigestChallenge | null {
  const found = headers
    .flatMap((header) => header.split(/(?<=,|^)\s*(?=(?:digest|basic|bearer|negotiate|ntlm)\s)/i))
    .flatMap((header) => {
      const fields = digestFields(header);
      const nonce = fields?.get('nonce');
      if (!fields || nonce === undefined) return [];
      const written = fields.get('algorithm');
      const algorithm = algorithmNamed(written ?? 'MD5');
      if (!algorithm) return [];
      const qop = fields.get('qop');
      if (qop !== undefined && !qop.split(',').some((one) => one.trim().toLowerCase() === 'auth')) return [];
      return [
        {
          realm: fields.get('realm') ?? '',
          nonce,
          opaque: fields.get('opaque'),
          algorithm,
          writtenAlgorithm: written,
          withQop: qop !== undefined,
        },
      ];
    });
  return found.find(({ algorithm }) => algorithm === 'SHA-256') ?? found[0] ?? null;
}

export function algorithmNamed(name: string): DigestAlgorithm | null {
  const upper = name.toUpperCase();
  return upper === 'MD5' || upper === 'SHA-256' ? upper : null;
}

/** The `Authorization` header; `nth` use of this nonce, from one. */
export function answerTo(
  challenge: DigestChallenge,
  { name, password }: Login,
  asked: {
    readonly method: string;
    readonly uri: string;
    readonly nth: number;
    readonly clientNonce: string;
  },
): string {
  const { realm, nonce, opaque, algorithm, writtenAlgorithm, withQop } = challenge;
  const { method, uri, clientNonce } = asked;
  const count = withQop ? asked.nth.toString(16).padStart(8, '0') : null;
  const response = digestOf({ name, realm, password, method, uri, nonce, count, clientNonce, algorithm });
  const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
  return `Digest ${[
    `username=${quoted(name)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(uri)}`,
    `response="${response}"`,
    ...(writtenAlgorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    ...(count === null ? [] : ['qop=auth', `nc=${count}`, `cnonce=${quoted(clientNonce)}`]),
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
  ].join(', ')}`;
}

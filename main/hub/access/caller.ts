/**
 * Who sent a request, read from its headers and its connection: once, for HTTP and for the socket's handshake alike. A
 * proxy's word counts only where the proxy was named, and makes nobody local.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { isLoopback, plainAddress } from './address.ts';

export interface Caller {
  readonly remoteAddress: string;
  /** Whether the request came by a proxy, named or not. */
  readonly forwarded: boolean;
  readonly scheme: 'http' | 'https';
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly agent: string;
  readonly token: string | undefined;
  /** Of a device, as Basic authentication has it. */
  readonly login: { readonly name: string; readonly password: string } | undefined;
  /** A browser sends the cookies of every port of a host, those of other hubs among them. */
  readonly cookieToken: string | undefined;
  readonly session: string | undefined;
}

const forwardHeaders = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
] as const;

export function callerOf(
  request: { readonly headers: IncomingHttpHeaders; readonly remoteAddress: string },
  options: { readonly tls: boolean; readonly trustedProxy: string | null },
): Caller {
  const { headers } = request;
  const peer = plainAddress(request.remoteAddress);
  const trusted = options.trustedProxy !== null && peer === plainAddress(options.trustedProxy);
  const last = (name: 'x-forwarded-for' | 'x-forwarded-proto') =>
    String(headers[name] ?? '')
      .split(',')
      .at(-1)
      ?.trim() ?? '';
  // Each proxy appends: the last address is the one that the named proxy itself saw.
  const told = trusted ? last('x-forwarded-for') : '';
  const proto = trusted ? last('x-forwarded-proto') : '';
  return {
    remoteAddress: told === '' ? peer : plainAddress(told),
    // The named proxy is in between even where it adds no header.
    forwarded: trusted || forwardHeaders.some((name) => headers[name] !== undefined),
    scheme: proto === 'https' || (proto === '' && options.tls) ? 'https' : 'http',
    host: headers.host,
    origin: headers.origin,
    agent: String(headers['user-agent'] ?? ''),
    token: headers.authorization?.match(/^Bearer (.+)$/)?.[1],
    login: loginOf(headers.authorization),
    cookieToken: cookieOf(headers.cookie, tokenCookie(headers.host)),
    session: cookieOf(headers.cookie, sessionCookie(headers.host)),
  };
}

function loginOf(header: string | undefined): Caller['login'] {
  const encoded = header?.match(/^Basic ([A-Za-z0-9+/=]+)$/i)?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const cut = text.indexOf(':');
  return cut < 0 ? undefined : { name: text.slice(0, cut), password: text.slice(cut + 1) };
}

/** At the machine itself, with nothing in between. */
export function isLocal(caller: Pick<Caller, 'remoteAddress' | 'forwarded'>): boolean {
  return !caller.forwarded && isLoopback(caller.remoteAddress);
}

/** Cookies know no ports: the name does, so that two hubs of one machine do not sign each other's people out. */
export function sessionCookie(host: string | undefined): string {
  return `linli_session_${portOf(host)}`;
}

/** Set by `?token=`, for walls and pages of automation. */
export function tokenCookie(host: string | undefined): string {
  return `linli_token_${portOf(host)}`;
}

function portOf(host: string | undefined): string {
  return /:(\d+)$/.exec(host ?? '')?.[1] ?? 'default';
}

/** A strict cookie that no script can read. */
export function setCookie(caller: Caller, name: string, value: string, maxAgeS: number | null): string {
  return [
    `${name}=${encodeURIComponent(value)}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Strict',
    ...(caller.scheme === 'https' ? ['Secure'] : []),
    ...(maxAgeS === null ? [] : [`Max-Age=${maxAgeS}`]),
  ].join('; ');
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (at < 0 || part.slice(0, at).trim() !== name) continue;
    const value = part.slice(at + 1).trim();
    try {
      return decodeURIComponent(value);
    } catch {
      return value;
    }
  }
  return undefined;
}

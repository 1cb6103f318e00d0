/** What every verb of the command line shares: how its arguments are read, how it speaks, and the hub it may talk to. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Fault } from '#shared/protocol/result.ts';
import { faultLine } from '#shared/i18n/faults/faultText.ts';
import { defaultDataDir } from '../options.ts';
import { findRun, type RunFile } from '../runFile.ts';

export interface Verb {
  readonly usage: string;
  /** The exit status: 0 done, 1 it could not be done, 2 wrong arguments. */
  run(args: readonly string[]): Promise<number>;
}

export interface Arguments {
  readonly texts: Readonly<Record<string, string>>;
  readonly flags: ReadonlySet<string>;
  readonly positionals: readonly string[];
}

/** Null after one sentence on the standard error. */
export function readArguments(
  args: readonly string[],
  usage: string,
  allowed: { readonly texts: readonly string[]; readonly flags?: readonly string[] },
): Arguments | null {
  const options: Record<string, { type: 'string' | 'boolean' }> = {};
  for (const name of allowed.texts) options[name] = { type: 'string' };
  for (const name of allowed.flags ?? []) options[name] = { type: 'boolean' };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const texts: Record<string, string> = {};
    const flags = new Set<string>();
    for (const [name, value] of Object.entries(values)) {
      if (typeof value === 'string') texts[name] = value;
      else if (value === true) flags.add(name);
    }
    return { texts, flags, positionals };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    wrong(message.split('. ')[0]?.replace(/\.$/, '') ?? message, usage);
    return null;
  }
}

/** Wrong arguments: one sentence, status 2. */
export function wrong(sentence: string, usage: string): 2 {
  process.stderr.write(`${sentence}. Usage: ${usage}\n`);
  return 2;
}

export function failed(sentence: string): 1 {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

/** The command line speaks English. */
export function faultIn(fault: Fault): string {
  return faultLine(fault, 'en');
}

export function dataDirOf({ texts }: Arguments): string {
  return resolve(texts['data-dir'] ?? defaultDataDir());
}

/** The hub that runs on this data directory, with what it needs to know who asks; null where none runs. */
export function runningHub(
  dataDir: string,
  { texts }: Arguments,
): (RunFile & { readonly token: string | null }) | null {
  const run = findRun(dataDir);
  return run && { ...run, token: texts['token'] ?? process.env['LINLI_TOKEN'] ?? null };
}

/** Headers of a request to the hub: who asks, and that the command line speaks English. */
export function askingWith(token: string | null): Record<string, string> {
  return { 'accept-language': 'en', ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
}

/** The fault of an answer that is none of what was asked for. */
export async function faultOfAnswer(answer: Response): Promise<string> {
  const body: unknown = await answer.json().catch(() => null);
  const error: unknown = body !== null && typeof body === 'object' ? Reflect.get(body, 'error') : null;
  if (error === null || typeof error !== 'object') return `The hub answered ${answer.status}.`;
  const [message, tip, code] = ['message', 'tip', 'code'].map((name) =>
    String(Reflect.get(error, name) ?? ''),
  );
  const said = [message, tip].filter(Boolean).join('. ');
  return code === 'sign-in' ? `${said} Give --token or LINLI_TOKEN.` : said;
}

/** Why a request to the hub brought no answer, and what to do. */
export function unreachable(error: unknown): { readonly what: string; readonly tip: string } {
  const cause = error instanceof Error ? error.cause : null;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /CERT|VERIFY|SELF_SIGNED/.test(code)
    ? {
        what: `its certificate is not trusted here (${code})`,
        tip: 'Name the file of its authority, or the certificate itself, in NODE_EXTRA_CA_CERTS',
      }
    : { what: 'it does not answer', tip: 'Look at its output; stop and start it' };
}

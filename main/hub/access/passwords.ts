/**
 * Passwords: what one must be like, and hashing and checking it with argon2id in a worker thread, one after the other
 * and a bounded queue of them. An unknown name costs the same work as a known one.
 */
import { randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { failure, success, type Result } from '#shared/protocol/result.ts';

export interface PasswordTask {
  readonly id: number;
  readonly password: string;
  readonly salt: Uint8Array;
  /** Null: hash it; else: is it this one? */
  readonly encoded: string | null;
}

export interface Passwords {
  hash(password: string): Promise<Result<string>>;
  /** `encoded` null: nobody has this name; answers false after the same work. */
  matches(password: string, encoded: string | null): Promise<Result<boolean>>;
  stop(): Promise<void>;
}

const waitingAtMost = 32;
const shortestPassword = 10;
/** Argon2 takes any length; this bounds what a stranger can make the hub read. */
const longestPassword = 200;
/** Characters a password must have beside the name. */
const besideName = 4;

export function createPasswords(): Passwords {
  let worker: Worker | null = null;
  let lastId = 0;
  let decoy: Promise<Result<string>> | null = null;
  const waiting = new Map<number, (answer: Result<string | boolean>) => void>();
  const dropped = () => failure('password-broken-off');

  function started(): Worker {
    if (worker) return worker;
    const fresh = new Worker(new URL('./passwordWorker.ts', import.meta.url));
    fresh.unref();
    fresh.on('message', ({ id, answer }: { id: number; answer: string | boolean }) => {
      waiting.get(id)?.(success(answer));
      waiting.delete(id);
    });
    // The next task starts another one.
    const gone = () => {
      if (worker === fresh) worker = null;
      for (const settle of waiting.values()) settle(dropped());
      waiting.clear();
    };
    fresh.on('error', gone);
    fresh.on('exit', gone);
    return (worker = fresh);
  }

  function run(password: string, encoded: string | null): Promise<Result<string | boolean>> {
    if (waiting.size >= waitingAtMost) return Promise.resolve(failure('sign-in-busy'));
    return new Promise((resolve) => {
      const id = ++lastId;
      waiting.set(id, resolve);
      started().postMessage({
        id,
        password: password.normalize('NFC'),
        salt: randomBytes(16),
        encoded,
      } satisfies PasswordTask);
    });
  }

  async function hash(password: string): Promise<Result<string>> {
    const found = await run(password, null);
    return found.ok ? success(String(found.value)) : found;
  }

  return {
    hash,
    async matches(password, encoded) {
      const against =
        encoded === null ? await (decoy ??= hash(randomBytes(16).toString('hex'))) : success(encoded);
      if (!against.ok) {
        decoy = null;
        return against;
      }
      const found = await run(password, against.value);
      return found.ok ? success(found.value === true && encoded !== null) : found;
    },
    async stop() {
      await worker?.terminate();
      worker = null;
    },
  };
}

/** Null where it will do. */
export function passwordFault(password: string, name: string): Result<never> | null {
  const plain = password.normalize('NFC');
  if ([...plain].length < shortestPassword) return failure('password-short', { least: shortestPassword });
  if (plain.length > longestPassword) return failure('password-long', { most: longestPassword });
  const beside = plain.toLowerCase().replaceAll(name.normalize('NFC').toLowerCase(), '');
  if ([...beside].length < besideName) return failure('password-name');
  if (new Set(plain).size < 4) return failure('password-plain');
  return null;
}

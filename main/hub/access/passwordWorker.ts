/** Argon2id in a thread of its own: one hash costs tens of milliseconds and 19 MiB, which no screen should wait for. */
import { parentPort } from 'node:worker_threads';
import { argon2id, argon2Verify } from 'hash-wasm';
import type { PasswordTask } from './passwords.ts';

const port = parentPort;
if (!port) throw new Error('the password worker runs in a worker thread');

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 } as const;

port.on('message', async ({ id, password, salt, encoded }: PasswordTask) => {
  const answer =
    encoded === null
      ? await argon2id({ ...cost, password, salt, outputType: 'encoded' })
      : await argon2Verify({ password, hash: encoded }).catch(() => false);
  port.postMessage({ id, answer });
});

/** Child processes of `bench:live` and the few words they exchange with it. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type Word =
  | { readonly kind: 'ready'; readonly url?: string; readonly mqttUrl?: string }
  | { readonly kind: 'sent' | 'go' | 'stop' }
  /** All messages are where they belong; `latencies` in ms where they were asked for. */
  | { readonly kind: 'done'; readonly atMs: number; readonly latencies: readonly number[] }
  | { readonly kind: 'stopped'; readonly count: number };

export interface Role {
  readonly ready: Extract<Word, { kind: 'ready' }>;
  tell(kind: 'go' | 'stop'): void;
  heard<K extends Word['kind']>(kind: K, withinMs?: number): Promise<Extract<Word, { kind: K }>>;
  stop(): Promise<void>;
}

/** One clock for all processes of a machine, ms since epoch with fractions. */
export const sharedClockMs = (): number => performance.timeOrigin + performance.now();

export function say(word: Word): void {
  process.send?.(word);
}

export function told(kind: 'go' | 'stop'): Promise<void> {
  return new Promise((resolve) => {
    const listen = (word: Word) => {
      if (word.kind !== kind) return;
      process.off('message', listen);
      resolve();
    };
    process.on('message', listen);
  });
}

export async function startRole(
  role: string,
  options: unknown,
  execArgv: readonly string[] = [],
): Promise<Role> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'live.ts'), [role, JSON.stringify(options)], {
    execArgv: [...execArgv],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const words: Word[] = [];
  child.on('message', (word: Word) => words.push(word));
  async function heard<K extends Word['kind']>(
    kind: K,
    withinMs = 90_000,
  ): Promise<Extract<Word, { kind: K }>> {
    const deadlineMs = performance.now() + withinMs;
    for (;;) {
      const found = words.find((word): word is Extract<Word, { kind: K }> => word.kind === kind);
      if (found) return found;
      if (child.exitCode !== null) throw new Error(`${role} ended with ${child.exitCode}`);
      if (performance.now() > deadlineMs) throw new Error(`${role} did not say "${kind}" in ${withinMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  return {
    ready: await heard('ready'),
    tell: (kind) => void child.send({ kind }),
    heard,
    async stop() {
      if (child.exitCode !== null) return;
      const exited = once(child, 'exit');
      child.send({ kind: 'stop' });
      const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await exited;
      clearTimeout(timer);
    },
  };
}

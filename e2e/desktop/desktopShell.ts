/** The real shell as a person's desktop runs it: a process under Xvfb, looked at through its debugging port. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronBinary } from '#main/openScreen.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const binary = electronBinary(root);
const hasXvfb = spawnSync('which', ['Xvfb']).status === 0;

/** Null where the shell can run here; else why not. */
export const whyNot = !binary
  ? 'no Electron binary: set ELECTRON_OVERRIDE_DIST_PATH'
  : process.env['DISPLAY'] || hasXvfb
    ? existsSync(join(root, 'dist', 'electron', 'index.cjs'))
      ? null
      : 'the shell is not built: npm run build'
    : 'no display and no Xvfb';

export interface Shell {
  /** Value of an expression in the window's page; a fault while there is none yet or it is leaving. */
  ask(expression: string): Promise<unknown>;
  /** Exit code; null where a signal ended it. */
  readonly exited: Promise<number | null>;
  quit(): Promise<void>;
  readonly output: () => string;
}

/** Display number of a server that takes clients; ends with `stop`. */
export async function startDisplay(): Promise<{ display: string; stop(): void }> {
  const given = process.env['DISPLAY'];
  if (given) return { display: given, stop: () => undefined };
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    server.stdio[3]?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    server.once('exit', () => reject(new Error('Xvfb ended at once.')));
  });
  return { display: `:${number}`, stop: () => void server.kill() };
}

export async function startShell(options: {
  display: string;
  userDir: string;
  args: readonly string[];
}): Promise<Shell> {
  const port = await freePort();
  const child: ChildProcess = spawn(
    binary ?? '',
    [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--ignore-gpu-blocklist',
      '--disable-dev-shm-usage',
      '--lang=zh-CN',
      `--remote-debugging-port=${port}`,
      `--user-data-dir=${options.userDir}`,
      root,
      ...options.args,
    ],
    { env: { ...process.env, DISPLAY: options.display }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    exited,
    output: () => output,
    ask: (expression) => evaluate(port, expression),
    async quit() {
      if (child.exitCode === null) child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Playwright does not attach to old Electrons; the debugging protocol itself is the same in all. */
async function evaluate(port: number, expression: string): Promise<unknown> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    type: string;
    webSocketDebuggerUrl: string;
  }[];
  const page = targets.find(({ type }) => type === 'page');
  if (!page) throw new Error('The shell shows no window.');
  const socket = new WebSocket(page.webSocketDebuggerUrl);
  try {
    return await new Promise((resolve, reject) => {
      socket.addEventListener('error', () => reject(new Error('The window is gone.')));
      socket.addEventListener('close', () => reject(new Error('The window is gone.')));
      socket.addEventListener('open', () =>
        socket.send(
          JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, userGesture: true } }),
        ),
      );
      socket.addEventListener('message', ({ data }) => {
        const reply = JSON.parse(String(data)) as { id?: number; result?: { result?: { value?: unknown } } };
        if (reply.id === 1) resolve(reply.result?.result?.value);
      });
    });
  } finally {
    socket.close();
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

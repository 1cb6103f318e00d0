/**
 * A hub of the shell's own: packaged as a utility process, from a checkout as `node main/cli.ts` with the checkout's
 * Node. It is told to stop and waited for, so that everything is written down.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { app, utilityProcess } from 'electron';
import { stopWord } from '#shared/protocol/desktop.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';

const startWithinMs = 120_000;
const stopWithinMs = 15_000;
const readyLine = /^Linli is ready at (\S+)$/m;
const outputKept = 4000;

export interface OwnHub {
  readonly url: string;
  onEnd(listener: () => void): void;
  stop(): Promise<void>;
}

/** What spawn and utilityProcess have in common. */
interface HubProcess {
  readonly outputs: readonly (NodeJS.ReadableStream | null)[];
  onEnd(listener: () => void): void;
  terminate(): void;
  kill(): void;
}

export async function startOwnHub(packaged: boolean): Promise<Result<OwnHub>> {
  const child = packaged ? packagedHub() : checkoutHub();
  let output = '';
  let ended = false;
  const endListeners: (() => void)[] = [];
  const url = await new Promise<string | null>((resolve) => {
    const late = setTimeout(() => resolve(null), startWithinMs);
    const settle = (found: string | null) => {
      clearTimeout(late);
      resolve(found);
    };
    for (const stream of child.outputs) {
      stream?.on('data', (chunk: Buffer | string) => {
        output = (output + chunk.toString()).slice(-outputKept);
        const ready = readyLine.exec(output)?.[1];
        if (ready !== undefined) settle(ready);
      });
    }
    child.onEnd(() => {
      ended = true;
      settle(null);
      for (const listener of endListeners) listener();
    });
  });
  const stop = async (): Promise<void> => {
    if (ended) return;
    await new Promise<void>((resolve) => {
      const late = setTimeout(() => {
        child.kill();
        resolve();
      }, stopWithinMs);
      endListeners.push(() => {
        clearTimeout(late);
        resolve();
      });
      child.terminate();
    });
  };
  if (url === null) {
    await stop();
    return failure('hub-start', { output: output.trim().split('\n').slice(-3).join('\n') || '–' });
  }
  return success({ url, onEnd: (listener) => void endListeners.push(listener), stop });
}

/** Options for the hub after `--` go on to it; its data lies with the desktop's. */
function hubArgs(): string[] {
  const own = process.argv.indexOf('--');
  const given = own < 0 ? [] : process.argv.slice(own + 1);
  const dataDir = given.some((arg) => arg.startsWith('--data-dir'))
    ? []
    : ['--data-dir', join(app.getPath('userData'), 'hub')];
  return ['--no-open', ...dataDir, ...given];
}

/** It lies beside the application's archive, as files: its threads and child processes are started by their paths. */
function packagedHub(): HubProcess {
  const child = utilityProcess.fork(join(process.resourcesPath, 'hub', 'cli.js'), hubArgs(), {
    stdio: 'pipe',
    serviceName: 'Linli hub',
  });
  return {
    outputs: [child.stdout, child.stderr],
    onEnd: (listener) => void child.once('exit', listener),
    terminate: () => child.postMessage(stopWord),
    kill: () => void child.kill(),
  };
}

function checkoutHub(): HubProcess {
  const root = app.getAppPath();
  const child = spawn(checkoutNode(root), [join(root, 'main', 'cli.ts'), ...hubArgs()], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return {
    outputs: [child.stdout, child.stderr],
    onEnd(listener) {
      child.once('error', listener);
      child.once('exit', listener);
    },
    terminate: () => void child.kill('SIGTERM'),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** The checkout carries its Node as a package of its platform; else the first one of the path. */
function checkoutNode(root: string): string {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const dirs = [
    join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin'),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return dirs.map((dir) => join(dir, name)).find((path) => existsSync(path)) ?? name;
}

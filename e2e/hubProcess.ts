/** The product as a user starts it: its own process, a fresh data directory, free ports. Killed only by its own id. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
/** Against what never ends: the first hubs convert every model, and two of them do so at a time. */
const readyMs = 150_000;

export interface HubProcess {
  readonly url: string;
  readonly mqttUrl: string;
  readonly dataDir: string;
  readonly pid: number;
  readonly output: () => string;
  get<T>(path: string): Promise<T>;
  /** Waits until the compound's models are converted. */
  modelsReady(): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<number | null>;
  /** Stops if it still runs, and removes the data. */
  dispose(): Promise<void>;
}

/**
 * What earlier hubs of this run converted, under the content of its source: ten seconds of two cores for each hub otherwise,
 * while the first page is being drawn.
 */
const sharedModels = process.env.LINLI_E2E_MODELS;
const modelFolders = ['cache', 'compiled'] as const;

/** A model is there as a whole or not at all: other hubs copy at the same time. */
function copyModels(from: string, to: string): void {
  for (const folder of modelFolders.filter((one) => existsSync(join(from, one)))) {
    mkdirSync(join(to, folder), { recursive: true });
    for (const name of readdirSync(join(from, folder))) {
      const wanted = join(to, folder, name);
      if (existsSync(wanted)) continue;
      const part = mkdtempSync(join(to, 'part-'));
      cpSync(join(from, folder, name), join(part, name), { recursive: true });
      try {
        renameSync(join(part, name), wanted);
      } catch (error) {
        // Another one was quicker.
        if (!existsSync(wanted)) throw error;
      }
      rmSync(part, { recursive: true });
    }
  }
}

export interface HubOptions {
  readonly args?: readonly string[];
  /** Kept when the hub is disposed of. */
  readonly dataDir?: string;
  readonly program?: string;
  /** Converts every model itself, as on the first day. */
  readonly cold?: boolean;
}

export async function startHub(options: HubOptions = {}): Promise<HubProcess> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'linli-e2e-'));
  const models = join(dataDir, 'models');
  if (sharedModels && !options.dataDir && !options.cold) copyModels(sharedModels, models);
  const child: ChildProcess = spawn(
    process.execPath,
    [
      options.program ?? 'main/cli.ts',
      '--no-open',
      '--port',
      '0',
      '--mqtt-port',
      '0',
      '--data-dir',
      dataDir,
      ...(options.args ?? []),
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  child.stdout?.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (output += text.toString()));
  const said = async (pattern: RegExp): Promise<RegExpMatchArray> => {
    for (const deadline = Date.now() + readyMs; Date.now() < deadline;) {
      const match = output.match(pattern);
      if (match) return match;
      if (child.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the hub did not say ${pattern}; it said:\n${output}`);
  };
  const url = (await said(/ready at (http:\S+)/))[1] ?? '';
  const mqttUrl = (await said(/Devices: (mqtt:\S+)/))[1] ?? '';
  const kill = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
    return child.exitCode;
  };
  return {
    url,
    mqttUrl,
    dataDir,
    pid: child.pid ?? 0,
    output: () => output,
    get: async <T>(path: string) => (await fetch(url + path)).json() as Promise<T>,
    modelsReady: async () => void (await said(/models ready/)),
    kill,
    async dispose() {
      await kill('SIGTERM');
      if (sharedModels && child.exitCode === 0) copyModels(models, sharedModels);
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

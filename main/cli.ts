/** Headless entry: reads the options, prepares the compounds, starts the hub, opens a window, waits for Ctrl-C. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { withoutLogin } from '#shared/protocol/url.ts';
import { faultLine } from '#shared/i18n/faults/faultText.ts';
import { createHub, type Hub } from './hub/createHub.ts';
import { openScreen } from './openScreen.ts';
import { readOptions, usage } from './options.ts';
import { onStopAsked } from './parent.ts';
import { rootOf } from './root.ts';
import { announceRun, withdrawRun } from './runFile.ts';
import { prepareDataDir } from './setup/dataDir.ts';
import { readTls } from './setup/tls.ts';
import { importCompoundModels, prepareCompounds } from './setup/compound.ts';

// Whoever reads the output may go; the hub stays.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const root = rootOf(import.meta.url);

function stopWith(code: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

const read = readOptions(process.argv.slice(2), process.env, join(process.cwd(), 'linli.config.json'));
if (!read.ok) stopWith(2, faultLine(read.error, 'en'));
if (read.value === 'help') {
  process.stdout.write(`${usage}\n`);
  process.exit(0);
}
const options = read.value;
const dataDir = resolve(options.dataDir);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

const directory = prepareDataDir(dataDir);
if (!directory.ok) stopWith(2, faultLine(directory.error, 'en'));
const say = (line: string) => process.stdout.write(`${line}\n`);
const [homeId = 'yaguang', ...otherIds] = options.compounds;
const prepared = await prepareCompounds([homeId, ...otherIds], dataDir, say);
if (!prepared.ok) stopWith(2, faultLine(prepared.error, 'en'));
const { compounds, faults } = prepared.value;

const tls = readTls(options.tlsCert, options.tlsKey);
if (!tls.ok) stopWith(2, faultLine(tls.error, 'en'));

const started = await createHub({
  ...options,
  tls: tls.value,
  dataDir,
  version,
  rendererDir: join(root, 'dist', 'renderer'),
  mediaDir: join(root, 'assets', 'media'),
  proceduresDir: join(root, 'assets', 'procedures'),
  drillsDir: join(root, 'assets', 'drills'),
  compounds,
  compoundFaults: faults,
  globe: {
    imagery: options.globeImagery,
    terrain: options.globeTerrain,
    tiles: options.globeTiles,
    ionToken: options.ionToken,
  },
  simulate: options.simulation,
});
// An address this machine does not have is a wrong option; a busy directory is not.
if (!started.ok) {
  const wrongOption = started.error.code === 'listen' || started.error.code === 'mqtt-listen';
  stopWith(wrongOption ? 2 : 1, faultLine(started.error, 'en'));
}
const hub: Hub = started.value;

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  process.stdout.write('\nStopping; writing everything down …\n');
  withdrawRun(dataDir);
  await hub.stop();
  process.exit(0);
}
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());
process.on('SIGHUP', () => void stop());
onStopAsked(() => void stop());

// A broker's login stays in the hub.
const mqttUrl = withoutLogin(hub.mqttUrl);
announceRun(dataDir, { url: hub.url, mqttUrl, pid: process.pid });
if (options.mqttUrl !== null) process.stdout.write(`Devices: ${mqttUrl} (external broker)\n`);
else
  process.stdout.write(
    `Devices: ${mqttUrl}${hub.mqttMoved ? ` (port ${options.mqttPort} was taken)` : ''}\n`,
  );
const moved = options.port !== 0 && Number(new URL(hub.url).port || 80) !== options.port;
if (moved) process.stdout.write(`Port ${options.port} was taken; the next free one is used.\n`);
process.stdout.write(`Linli is ready at ${hub.url}\n`);
if (options.open) openScreen(hub.url, root);

await importCompoundModels(hub.models, compounds, say);

/**
 * `npm run demo:fire`, `npm run demo:throw`: runs a scenario on the hub of this data directory. `npm run demo:fault --
 * <system>/<device> <fault>`: something goes wrong with a device. `--pace 4`: four times as fast as it would really go.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataDir } from './options.ts';
import { findRun } from './runFile.ts';
import { askingWith, faultOfAnswer } from './verbs/verb.ts';

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        'data-dir': { type: 'string', default: defaultDataDir() },
        token: { type: 'string' },
        pace: { type: 'string', default: '1' },
      },
    });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
}

const { values, positionals } = readArguments();
const [what = 'fire', device = '', fault = ''] = positionals;
if (what === 'fault' && (device === '' || fault === '')) {
  process.stderr.write('Usage: npm run demo:fault -- <system>/<device> <fault>\n');
  process.exit(2);
}
const run = findRun(resolve(values['data-dir']));
if (!run) {
  process.stderr.write(
    'No hub is running on this data directory. Start it with npm start, or name it with --data-dir.\n',
  );
  process.exit(1);
}
const asking = askingWith(values.token ?? null);
const response =
  what === 'fault'
    ? await fetch(`${run.url}/api/demo/faults`, {
        method: 'POST',
        headers: { ...asking, 'content-type': 'application/json' },
        body: JSON.stringify({ device, fault }),
      })
    : await fetch(`${run.url}/api/demo/${what}?${new URLSearchParams({ pace: values.pace })}`, {
        method: 'POST',
        headers: asking,
      });
if (!response.ok) {
  process.stderr.write(`${await faultOfAnswer(response)}\n`);
  process.exit(1);
}
process.stdout.write(
  what === 'fault'
    ? `${device} has the fault ${fault}; watch it at ${run.url}\n`
    : `The ${what} scenario is running; watch it at ${run.url}\n`,
);

/** `npm run demo:fire`, `npm run demo:throw`: runs a scenario on the hub of this data directory. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataDir } from './options.ts';
import { findRun } from './runFile.ts';
import { askingWith, faultOfAnswer } from './verbs/verb.ts';

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { 'data-dir': { type: 'string', default: defaultDataDir() }, token: { type: 'string' } },
    });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
}

const { values, positionals } = readArguments();
const run = findRun(resolve(values['data-dir']));
if (!run) {
  process.stderr.write(
    'No hub is running on this data directory. Start it with npm start, or name it with --data-dir.\n',
  );
  process.exit(1);
}
const response = await fetch(`${run.url}/api/demo/${positionals[0] ?? 'fire'}`, {
  method: 'POST',
  headers: askingWith(values.token ?? null),
});
if (!response.ok) {
  process.stderr.write(`${await faultOfAnswer(response)}\n`);
  process.exit(1);
}
process.stdout.write(`The ${positionals[0] ?? 'fire'} scenario is running; watch it at ${run.url}\n`);

/** `linli doctor`: looks over the data directory and what the hub needs around it; one line for each check. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions, type Options } from '../options.ts';
import { checkBroker, checkPort } from './doctor/connections.ts';
import { checkDatabases, checkNewest } from './doctor/files.ts';
import { checkClock, checkCompounds, checkDisk, checkLeftovers, checkLock } from './doctor/surroundings.ts';
import type { Finding } from './doctor/finding.ts';
import { dataDirOf, failed, readArguments, runningHub, wrong, type Verb } from './verb.ts';
import { faultLine } from '#shared/i18n/faults/faultText.ts';

const usage = 'linli doctor [--data-dir DIR] [--json]';

export const doctorVerb: Verb = {
  usage,
  async run(args) {
    const given = readArguments(args, usage, { texts: ['data-dir'], flags: ['json'] });
    if (!given) return 2;
    if (given.positionals.length > 0) return wrong('Nothing more is needed', usage);
    const read = readOptions([], process.env, join(process.cwd(), 'linli.config.json'));
    if (!read.ok) return wrong(faultLine(read.error, 'en'), usage);
    if (read.value === 'help') return 0;
    const dataDir = dataDirOf(given);
    if (!existsSync(dataDir)) return failed(`There is no ${dataDir}.`);
    const findings = await examine(dataDir, read.value, runningHub(dataDir, given));
    if (given.flags.has('json')) process.stdout.write(`${JSON.stringify(findings, null, 1)}\n`);
    else
      for (const { check, state, message, tip } of findings)
        process.stdout.write(`${state.padEnd(7)} ${check}: ${message}${tip === '' ? '' : ` → ${tip}`}\n`);
    return findings.some(({ state }) => state === 'fault') ? 1 : 0;
  },
};

async function examine(
  dataDir: string,
  options: Options,
  hub: ReturnType<typeof runningHub>,
): Promise<Finding[]> {
  const lock = checkLock(dataDir, hub);
  return [
    lock.finding,
    ...checkDatabases(dataDir),
    checkNewest(dataDir, Date.now()),
    ...checkClock(Date.now()),
    await checkPort(options, hub),
    await checkBroker(options, hub),
    checkDisk(dataDir),
    ...checkCompounds(dataDir, options.compounds),
    checkLeftovers(dataDir, lock.held),
  ];
}

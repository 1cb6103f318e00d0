/** `npm run linli -- <verb>`: the command line for whoever looks after a hub. Each verb is a file of its own. */
import type { Verb } from './verbs/verb.ts';

/** Loaded when it is asked for: a question must not wait for what another verb needs. */
const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  export: async () => (await import('./verbs/export.ts')).exportVerb,
  import: async () => (await import('./verbs/import.ts')).importVerb,
  backup: async () => (await import('./verbs/backup.ts')).backupVerb,
  restore: async () => (await import('./verbs/restore.ts')).restoreVerb,
  doctor: async () => (await import('./verbs/doctor.ts')).doctorVerb,
  readings: async () => (await import('./verbs/readings.ts')).readingsVerb,
  audit: async () => (await import('./verbs/audit.ts')).auditVerb,
};

async function run([name = '', ...args]: readonly string[]): Promise<number> {
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (verb) return (await verb()).run(args);
  if (name === '--help' || name === 'help') {
    for (const load of Object.values(verbs)) process.stdout.write(`${(await load()).usage}\n`);
    return 0;
  }
  process.stderr.write(
    `${name === '' ? 'A verb is needed' : `There is no verb ${name}`}; there are ${Object.keys(verbs).join(', ')}.\n`,
  );
  return 2;
}

process.exitCode = await run(process.argv.slice(2));

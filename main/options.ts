/**
 * What the hub is started with: command line over `LINLI_*` environment over `linli.config.json` over defaults. Every
 * wrong option and every bad configuration file is one clear sentence.
 */
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { GlobeSources } from '#shared/protocol/globe.ts';
import { loginsStruck } from '#shared/protocol/url.ts';

const Port = Type.Integer({ minimum: 0, maximum: 65_535 });

export const Options = Type.Object(
  {
    port: Port,
    host: Type.String({ minLength: 1 }),
    mqttPort: Port,
    mqttUrl: Type.Union([Type.String({ pattern: '^(mqtt|mqtts|ws|wss|tcp|ssl)://.+' }), Type.Null()]),
    dataDir: Type.String({ minLength: 1 }),
    compounds: Type.Array(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }), {
      minItems: 1,
      maxItems: 500,
    }),
    open: Type.Boolean(),
    simulation: Type.Boolean(),
    token: Type.Union([Type.String({ minLength: 8 }), Type.Null()]),
    recordYears: Type.Integer({ minimum: 1, maximum: 100 }),
    personalDays: Type.Integer({ minimum: 1, maximum: 365 }),
    trustedProxy: Type.Union([Type.String({ minLength: 1 }), Type.Null()]),
    tlsCert: Type.Union([Type.String({ minLength: 1 }), Type.Null()]),
    tlsKey: Type.Union([Type.String({ minLength: 1 }), Type.Null()]),
    globeImagery: GlobeSources.properties.imagery,
    globeTerrain: GlobeSources.properties.terrain,
    globeTiles: GlobeSources.properties.tiles,
    ionToken: GlobeSources.properties.ionToken,
  },
  { additionalProperties: false },
);
export type Options = Static<typeof Options>;
const PartialOptions = Type.Partial(Options);

export const defaults: Options = {
  port: 8787,
  host: '127.0.0.1',
  mqttPort: 1883,
  mqttUrl: null,
  dataDir: '.linli',
  compounds: ['yaguang'],
  open: true,
  simulation: true,
  token: null,
  recordYears: 5,
  personalDays: 30,
  trustedProxy: null,
  tlsCert: null,
  tlsKey: null,
  globeImagery: null,
  globeTerrain: null,
  globeTiles: null,
  ionToken: null,
};

export const usage = `Usage: npm start -- [options]
  --port N          HTTP port of the screen and the API (default 8787, next free one if taken)
  --host ADDRESS    address to listen on (default 127.0.0.1)
  --mqtt-port N     port of the embedded broker (default 1883, next free one if taken)
  --mqtt-url URL    use this MQTT broker instead of the embedded one
  --data-dir DIR    where everything is kept (default .linli)
  --compound ID     compound to serve, may be given several times; the first is home (default yaguang)
  --no-open         do not open a window or browser
  --no-simulation   do not simulate the demo compound's day
  --token SECRET    admin token for automation, at least 8 characters
  --record-years N  keep events and the steps of ended alarms and commands so long (default 5)
  --personal-days N  keep visitors' names and plates, and who passed where, so long (default 30)
  --trusted-proxy ADDRESS  believe this proxy's X-Forwarded-For and -Proto
  --globe-imagery URL, --globe-terrain URL, --globe-tiles URL  what covers the globe; ion:ASSET with --ion-token TOKEN
  --tls-cert FILE, --tls-key FILE  certificate and key (PEM): https, wss and mqtts instead of http, ws and mqtt
Each is also LINLI_PORT, LINLI_MQTT_PORT, … in the environment, and port, mqttPort, … in linli.config.json; compounds are
LINLI_COMPOUNDS=a,b and "compounds": ["a", "b"]. Every compound of the data directory that is no demo is served besides.`;

const keys = Object.keys(defaults) as (keyof Options)[];
/** May be given several times on the line, and in one text, by commas, in the environment. */
const lists = new Set<keyof Options>(['compounds']);
const flagOf = (key: keyof Options) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const numeric = new Set<keyof Options>(['port', 'mqttPort', 'recordYears', 'personalDays']);
const switches = new Set<keyof Options>(['open', 'simulation']);

/** `help` asks for the usage text. */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  configPath: string,
): Result<Options | 'help'> {
  const fromFile = readConfig(configPath);
  if (!fromFile.ok) return fromFile;
  const fromEnvironment = readEnvironment(environment);
  if (!fromEnvironment.ok) return fromEnvironment;
  const fromLine = readLine(args);
  if (!fromLine.ok) return fromLine;
  if (fromLine.value === 'help') return success('help');
  const merged = { ...defaults, ...fromFile.value, ...fromEnvironment.value, ...fromLine.value };
  const wrong = Value.Errors(Options, merged)[0]?.instancePath.split('/')[1] ?? wrongAddress(merged);
  if (wrong !== null || !Value.Check(Options, merged)) {
    const key = (wrong ?? 'port') as keyof Options;
    const source =
      key in fromLine.value
        ? `--${lists.has(key) ? flagOf(key).slice(0, -1) : flagOf(key)}`
        : key in fromEnvironment.value
          ? environmentName(key)
          : `linli.config.json: ${key}`;
    return wrongOption(key, source, merged[key]);
  }
  return success(merged);
}

/** What is wrong with a value, without the secret that it is or holds. */
function wrongOption(key: keyof Options, source: string, given: unknown): Result<never> {
  const value = loginsStruck(JSON.stringify(given) ?? '');
  if (key === 'token' || key === 'ionToken') return failure('option-token', { source });
  if (key === 'recordYears') return failure('option-years', { source, value });
  if (key === 'personalDays') return failure('option-days', { source, value });
  if (numeric.has(key)) return failure('option-port', { source, value });
  if (key === 'mqttUrl') return failure('option-mqtt', { source, value });
  if (key === 'trustedProxy') return failure('option-proxy', { source, value });
  if (key.startsWith('globe')) return failure('option-globe', { source, value });
  if (key === 'compounds') return failure('option-compounds', { source, value });
  return failure(switches.has(key) ? 'option-switch' : 'option-other', { source, value });
}

/** What a pattern cannot tell: a port beyond 65535, a space in the host, a proxy that is no address. */
function wrongAddress(found: Partial<Record<keyof Options, unknown>>): keyof Options | null {
  const { mqttUrl, trustedProxy } = found;
  if (typeof trustedProxy === 'string' && isIP(trustedProxy) === 0) return 'trustedProxy';
  return typeof mqttUrl === 'string' && !URL.canParse(mqttUrl) ? 'mqttUrl' : null;
}

function environmentName(key: keyof Options): string {
  return `LINLI_${flagOf(key).replaceAll('-', '_').toUpperCase()}`;
}

function readConfig(path: string): Result<Partial<Options>> {
  if (!existsSync(path)) return success({});
  let parsed: unknown;
  try {
    // Windows' editors begin a file with a byte order mark.
    parsed = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    return failure('config-json', { reason: error instanceof Error ? error.message : String(error) });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return failure('config-object');
  }
  const unknown = Object.keys(parsed).find((key) => !(keys as string[]).includes(key));
  if (unknown !== undefined) return failure('config-unknown', { key: unknown, known: keys.join(', ') });
  if (!Value.Check(PartialOptions, parsed)) {
    const key = (Value.Errors(PartialOptions, parsed)[0]?.instancePath ?? '').split('/')[1] as keyof Options;
    return wrongOption(key, `linli.config.json: ${key}`, Reflect.get(parsed, key));
  }
  return success(parsed);
}

function readEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Partial<Record<keyof Options, unknown>>> {
  const found: Partial<Record<keyof Options, unknown>> = {};
  for (const key of keys) {
    const text = environment[environmentName(key)];
    if (text === undefined || text === '') continue;
    if (switches.has(key)) {
      if (!/^(0|1|true|false)$/.test(text))
        return failure('option-switch', { source: environmentName(key), value: `"${text}"` });
      found[key] = text === '1' || text === 'true';
    } else if (lists.has(key)) found[key] = text.split(',').map((one) => one.trim());
    else found[key] = numeric.has(key) ? asNumber(text) : text;
  }
  return success(found);
}

function readLine(args: readonly string[]): Result<Partial<Record<keyof Options, unknown>> | 'help'> {
  const options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }> = {
    help: { type: 'boolean' },
  };
  for (const key of keys) {
    if (switches.has(key)) options[`no-${flagOf(key)}`] = { type: 'boolean' };
    else if (lists.has(key)) options[flagOf(key).slice(0, -1)] = { type: 'string', multiple: true };
    else options[flagOf(key)] = { type: 'string' };
  }
  let values: Record<string, unknown>;
  try {
    ({ values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return failure('option-line', { reason: message.split('. ')[0]?.replace(/\.$/, '') ?? message });
  }
  if (values['help'] === true) return success('help');
  const found: Partial<Record<keyof Options, unknown>> = {};
  for (const key of keys) {
    const flag = lists.has(key) ? flagOf(key).slice(0, -1) : flagOf(key);
    const value = values[switches.has(key) ? `no-${flag}` : flag];
    if (value === undefined) continue;
    if (switches.has(key)) found[key] = false;
    else if (lists.has(key)) found[key] = value;
    else found[key] = numeric.has(key) ? asNumber(String(value)) : value;
  }
  return success(found);
}

/** A text that is no number stays as it was written, so that the message can show it. */
function asNumber(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** Where the hub of this folder keeps its data, for commands that talk to it. */
export function defaultDataDir(): string {
  const read = readOptions([], process.env, join(process.cwd(), 'linli.config.json'));
  return read.ok && read.value !== 'help' ? read.value.dataDir : defaults.dataDir;
}

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaults, readOptions } from './options.ts';
import { faultLine } from '#shared/i18n/faults/faultText.ts';

const nowhere = join(tmpdir(), 'no-such-linli.config.json');

function config(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'linli-config-')), 'linli.config.json');
  writeFileSync(path, text);
  return path;
}

describe('options', () => {
  it('take the command line over the environment over the file over defaults', () => {
    const path = config('{"port": 1, "mqttPort": 2, "host": "0.0.0.0", "recordYears": 2}');
    const result = readOptions(
      ['--port', '3', '--no-open'],
      { LINLI_PORT: '4', LINLI_MQTT_PORT: '5', LINLI_SIMULATION: 'false' },
      path,
    );
    expect(result).toEqual({
      ok: true,
      value: {
        ...defaults,
        port: 3,
        mqttPort: 5,
        host: '0.0.0.0',
        recordYears: 2,
        open: false,
        simulation: false,
      },
    });
  });

  it.each([
    [['--prot', '1'], {}, 'prot'],
    [['--port', 'abc'], {}, '--port'],
    [['--port', '70000'], {}, '--port'],
    [['--mqtt-url', 'http://x'], {}, '--mqtt-url'],
    [['--record-years', '0'], {}, '--record-years'],
    [['--token', 'short'], {}, '--token'],
    [['--globe-imagery', 'tiles.example'], {}, '--globe-imagery'],
    [[], { LINLI_GLOBE_TILES: 'ion:x' }, 'LINLI_GLOBE_TILES'],
    [['--ion-token', 'short'], {}, '--ion-token'],
    [['stray'], {}, 'stray'],
    [['--port'], {}, 'port'],
    [[], { LINLI_OPEN: 'maybe' }, 'LINLI_OPEN'],
    [[], { LINLI_PORT: 'x' }, 'LINLI_PORT'],
  ])('say in one sentence what is wrong with %j %j', (args, environment, named) => {
    const result = readOptions(args, environment, nowhere);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(faultLine(result.error, 'en')).toContain(named);
    expect(faultLine(result.error, 'en')).not.toContain('\n');
  });

  it.each([
    ['{', 'not valid JSON'],
    ['[]', 'one JSON object'],
    ['{"color": 1}', 'color'],
    ['{"port": "8"}', 'port'],
    ['{"open": 1}', 'open'],
    ['{"recordYears": 0.5}', 'recordYears is 0.5, which is not a number of years'],
  ])('refuse the configuration %s', (text, named) => {
    const result = readOptions([], {}, config(text));
    expect(result).toMatchObject({ ok: false });
    if (!result.ok) expect(faultLine(result.error, 'en')).toContain(named);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultLine } from '#shared/i18n/faults/faultText.ts';
import { success } from '#shared/protocol/result.ts';
import { readSourcesFile, settingsOf } from './sourcesFile.ts';
import { openTestIngest, type TestIngest } from './testIngest.ts';

let dir: string;
let test: TestIngest | null = null;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-sources-'));
});
afterEach(async () => {
  await test?.stop();
  test = null;
  rmSync(dir, { recursive: true, force: true });
});

const read = (value: unknown) => {
  writeFileSync(join(dir, 'sources.json'), typeof value === 'string' ? value : JSON.stringify(value));
  return settings();
};
const settings = () => {
  const found = readSourcesFile(dir);
  return found.ok ? success(settingsOf(found.value)) : found;
};
const wrong = (value: unknown) => {
  const found = read(value);
  return found.ok ? 'ok' : faultLine(found.error, 'en');
};

describe('sources.json', () => {
  it('may be absent: one broker, every dialect', () => {
    expect(settings()).toEqual({ ok: true, value: [{ id: 'main', url: null, dialects: {} }] });
  });

  it('says which dialects are on, under which topics, and names further brokers', () => {
    const dialects = { tasmota: { on: false }, zigbee2mqtt: { baseTopics: ['zigbee2mqtt', 'z2m/annex'] } };
    const annex = {
      id: 'annex',
      url: 'mqtts://user:secret@10.0.0.9:8883',
      dialects: { native: { on: false } },
    };
    const found = read({ version: 1, dialects, brokers: [annex] });
    expect(found).toEqual({ ok: true, value: [{ id: 'main', url: null, dialects }, annex] });
    test = openTestIngest(found.ok ? found.value : undefined);
    expect(test.ingest.owns('z2m/annex/lamp')).toBe(true);
    expect(test.ingest.owns('tele/plug/SENSOR')).toBe(false);
    expect(test.ingest.owns('tele/plug/SENSOR', 'annex')).toBe(true);
    expect(test.ingest.owns('linli/v1/test/lift/l1/state', 'annex')).toBe(false);
    expect(test.ingest.sources().map(({ id, url }) => [id, url])).toEqual([
      ['main', null],
      ['annex', 'mqtts://10.0.0.9:8883'],
      ['http', null],
    ]);
  });

  it('keeps a broker that is switched off, and does not run it', () => {
    const found = read({ version: 1, brokers: [{ id: 'annex', url: 'mqtt://10.0.0.9', on: false }] });
    expect(found).toMatchObject({ ok: true, value: [{ id: 'main' }] });
    expect(found.ok && found.value).toHaveLength(1);
  });

  it('is told to be wrong with its place', () => {
    expect(wrong('{')).toMatch(/^sources\.json: /);
    expect(wrong({ version: 2 })).toContain('sources.json, version');
    expect(wrong({ version: 1, brokers: [{ id: 'a', url: 'http://x' }] })).toContain('brokers[0].url');
    expect(wrong({ version: 1, dialects: { modbus: {} } })).toContain('dialects');
    expect(wrong({ version: 1, dialects: { frigate: { baseTopics: ['a/+'] } } })).toContain('baseTopics[0]');
    const twice = [
      { id: 'a', url: 'mqtt://x' },
      { id: 'a', url: 'mqtt://y' },
      { id: 'main', url: 'mqtt://z' },
    ];
    expect(wrong({ version: 1, brokers: twice })).toMatch(/brokers\[1\]\.id.*“a”.*brokers\[2\]\.id.*“main”/);
  });
});

it('devices of the same name from two brokers are two, and each answers for its own', () => {
  test = openTestIngest([
    { id: 'main', url: null, dialects: {} },
    { id: 'annex', url: 'mqtt://127.0.0.1:1', dialects: {} },
  ]);
  const say = (source: string, value: number) =>
    test?.ingest.accept('tele/plug/SENSOR', Buffer.from(JSON.stringify({ A: value })), false, source);
  say('main', 1);
  say('annex', 2);
  // Both would be tasmota/plug: the first keeps it, the other waits to be mapped.
  expect(test.values('tasmota/plug')).toEqual({ A: 1 });
  expect(test.refused()['device-taken']).toBeGreaterThan(0);
  const [main, annex] = test.ingest.sources();
  expect(main).toMatchObject({ accepted: 1, refused: 0, devices: 1, unmapped: 1, lastMessageMs: test.nowMs });
  expect(annex).toMatchObject({ accepted: 0, devices: 1 });
  expect(test.ingest.rejections.report().recent[0]?.source).toBe('annex');
});

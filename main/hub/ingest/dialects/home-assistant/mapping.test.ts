import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { emptyPlan } from '#shared/twin/compound.ts';
import { startTestHub, testManifest, type TestHub } from '#hub/testHub.ts';

let test: TestHub;
afterEach(() => test?.stop());

const second = { ...testManifest, id: 'second' };
const announce = (prefix: string, node: string, id: string) =>
  test.client.publishAsync(
    `${prefix}/sensor/${node}/level/config`,
    JSON.stringify({
      stat_t: `x/${id}`,
      uniq_id: `${id}-level`,
      unit_of_meas: 'MPa',
      dev: { ids: [id], name: `Device ${id}` },
    }),
    { qos: 1 },
  );
interface Device {
  readonly name: { readonly en: string };
  readonly placeId: string | null;
  readonly points: Record<string, { readonly value: unknown }>;
}
const devicesOf = async (compound: string) =>
  (await test.get<{ devices: Record<string, Device> }>(`/api/compounds/${compound}/state`)).devices;
async function setMapping(mapping: unknown) {
  const answer = await fetch(`${test.hub.url}/api/compounds/second/mapping`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(mapping),
  });
  return (await answer.json()) as { ok: boolean; error?: { message: string } };
}

it('a mapping says whose a device is, what it is called and what its points are; the rest goes home', async () => {
  const mapping = { version: 2, homeAssistant: { prefix: 'ha2', devices: {} }, devices: {} } as const;
  test = await startTestHub({
    compounds: [
      { manifest: testManifest, plan: emptyPlan, devices: [] },
      { manifest: second, plan: emptyPlan, devices: [], mapping },
    ],
  });
  const dir = join(test.dataDir, 'compounds', 'second');
  mkdirSync(dir, { recursive: true });
  for (const [name, value] of Object.entries({ manifest: second, plan: emptyPlan, devices: [], mapping }))
    writeFileSync(join(dir, `${name}.json`), JSON.stringify(value));

  await announce('homeassistant', 'n1', '0xa');
  await announce('ha2', 'n9', '0xp');
  expect(Object.keys(await devicesOf('test'))).toEqual(['home-assistant/0xa']);
  expect(Object.keys(await devicesOf('second'))).toEqual(['home-assistant/0xp']);

  const mapped = {
    version: 1,
    homeAssistant: {
      nodes: ['n2'],
      devices: {
        '0xa': {
          system: 'hydrant',
          id: 'h-7',
          placeId: 'A1',
          name: { zh: '七号栓', en: 'Hydrant 7' },
          points: { level: 'pressure' },
        },
      },
    },
  };
  expect(await setMapping({ version: 1, homeAssistant: { devices: { x: { colour: 1 } } } })).toMatchObject({
    ok: false,
  });
  expect(await setMapping(mapped)).toEqual({
    ok: true,
    mapping: { ...mapped, version: 2, devices: {} },
  });
  await announce('homeassistant', 'n1', '0xa');
  await announce('homeassistant', 'n2', '0xb');
  await test.client.publishAsync('x/0xa', '0.4', { qos: 1 });
  const there = await devicesOf('second');
  expect(there['hydrant/h-7']).toMatchObject({
    name: { en: 'Hydrant 7' },
    placeId: 'A1',
    points: { pressure: { value: 0.4 } },
  });
  expect(Object.keys(there).sort()).toEqual(['home-assistant/0xb', 'hydrant/h-7']);
  // Its prefix is not named any more.
  expect(Object.keys(await devicesOf('test'))).toEqual(['home-assistant/0xp']);
});

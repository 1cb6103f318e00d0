/** What a device told stays in an incident's evidence when the device is taken away. */
import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import type { EvidencePackage } from '#shared/protocol/evidence.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { eventually, startTestHub } from '../testHub.ts';

it('a device that was removed is in the package with what it measured', async () => {
  const test = await startTestHub();
  await test.client.publishAsync('linli/v1/test/smoke/gone/meta', JSON.stringify({ name: 'Old detector' }), {
    qos: 1,
  });
  await test.say('smoke', 'gone', { smoke: 0.4 });
  const [incident] = await eventually(
    async () => (await test.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=test')).incidents,
    (all) => all.length === 1,
  );
  await test.client.publishAsync('linli/v1/test/smoke/gone/meta', '', { qos: 1 });
  await eventually(
    () => test.get<{ devices: Record<string, unknown> }>('/api/compounds/test/state'),
    ({ devices }) => !('smoke/gone' in devices),
  );
  const made = await test.post<{ package: EvidencePackage }>(`/api/incidents/${incident?.id}/evidence`, {
    note: '',
    algorithm: 'ed25519',
  });
  const file = await fetch(`${test.hub.url}/api/evidence/${made.package.id}/file`);
  const parts = unzipSync(new Uint8Array(await file.arrayBuffer()));
  const json = (path: string): unknown => JSON.parse(strFromU8(parts[path] ?? new Uint8Array()));
  expect(json('records/devices.json')).toMatchObject([
    { key: 'smoke/gone', name: { zh: 'Old detector' }, video: null },
  ]);
  expect(json('records/readings.json')).toContainEqual(
    expect.objectContaining({
      device: 'smoke/gone',
      point: 'smoke',
      readings: expect.arrayContaining([[expect.any(Number), 0.4, 'good']]),
    }),
  );
  await test.stop();
});

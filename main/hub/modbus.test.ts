/** Meters over Modbus TCP, on a real hub and a real Modbus server on loopback. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import modbusSerial from 'modbus-serial';
import { afterEach, expect, it } from 'vitest';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import { faultLine } from '#shared/i18n/faults/faultText.ts';
import { readMeterFiles } from './ingest/modbus/meterFiles.ts';
import { eventually, startTestHub, type TestHub } from './testHub.ts';

let test: TestHub | null = null;
let server: InstanceType<typeof modbusSerial.ServerTCP> | null = null;
afterEach(async () => {
  await test?.stop();
  test = null;
  await closed();
});

async function closed(): Promise<void> {
  const open = server;
  server = null;
  if (open) await new Promise<void>((resolve) => open.close(() => resolve()));
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

const holding = new Map<number, number>();
const coils = new Map<number, boolean>();
async function serve(port: number): Promise<void> {
  server = new modbusSerial.ServerTCP(
    {
      getHoldingRegister(address: number) {
        const word = holding.get(address);
        if (word === undefined) throw Object.assign(new Error('illegal address'), { modbusErrorCode: 2 });
        return word;
      },
      getInputRegister: (address: number) => holding.get(address) ?? 0,
      getCoil: (address: number) => coils.get(address) ?? false,
      getDiscreteInput: () => true,
      setRegister: (address: number, word: number) => void holding.set(address, word),
      setCoil: (address: number, on: boolean) => void coils.set(address, on),
    },
    { host: '127.0.0.1', port, unitID: 7 },
  );
  await new Promise<void>((resolve) => server?.on('initialized', () => resolve()));
}

interface State {
  readonly devices: Record<string, { points: Record<string, { value: unknown; quality: string }> }>;
}
const points = async (key: string) =>
  (await test?.get<State>('/api/compounds/test/state'))?.devices[key]?.points ?? {};
const alerts = async () =>
  (await test?.get<{ alerts: { id: string }[] }>('/api/health'))?.alerts.map(({ id }) => id) ?? [];

function meterFile(port: number): object {
  return {
    version: 1,
    host: '127.0.0.1',
    port,
    unitId: 7,
    intervalMs: 100,
    timeoutMs: 500,
    device: { compound: 'test', system: 'lift', id: 'l1', name: '电梯一', placeId: '8-2' },
    registers: [
      { function: 'holding', address: 10, type: 'float32', wordOrder: 'little', point: 'load-kg' },
      { function: 'input', address: 20, type: 'int16', scale: 0.1, point: 'temperature', unit: '°C' },
      { function: 'coil', address: 3, type: 'bit', point: 'relay' },
      { function: 'holding', address: 999, type: 'uint16', point: 'nothing' },
    ],
    writes: [{ command: 'resume', function: 'coil', address: 3, type: 'bit', value: true }],
  };
}

it('a meter is read, written by a command, known to be away and heard again; a register it refuses costs the others nothing', async () => {
  const port = await freePort();
  holding.set(10, 0).set(11, 0x3fc0).set(20, 0xfff6);
  coils.set(3, false);
  await serve(port);
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-modbus-'));
  mkdirSync(join(dataDir, 'modbus'));
  writeFileSync(join(dataDir, 'modbus', 'lift.json'), JSON.stringify(meterFile(port)));
  test = await startTestHub({ dataDir });
  const read = await eventually(
    () => points('lift/l1'),
    (found) => found['relay']?.value === false,
  );
  expect(read).toMatchObject({ 'load-kg': { value: 1.5 }, temperature: { value: -1 } });
  const { recent } = await test.get<{ recent: { code: string; params: object; source: string }[] }>(
    '/api/rejections',
  );
  expect(recent[0]).toMatchObject({ code: 'payload', params: { point: 'nothing' }, source: 'modbus' });

  const { commands } = await test.post<{ commands: CommandRecord[] }>('/api/commands', {
    compound: 'test',
    deviceKeys: ['lift/l1'],
    name: 'resume',
    confirmed: true,
  });
  const id = commands[0]?.id ?? '';
  await eventually(
    async () => (await test?.get<{ command: CommandRecord }>(`/api/commands/${id}`))?.command.state,
    (state) => state === 'replied',
  );
  expect(coils.get(3)).toBe(true);
  await eventually(
    () => points('lift/l1'),
    (found) => found['relay']?.value === true,
  );

  expect(await alerts()).toEqual([]);
  await closed();
  await eventually(alerts, (ids) => ids.includes('broker:modbus'));
  holding.set(20, 10);
  await serve(port);
  await eventually(
    () => points('lift/l1'),
    (found) => found['temperature']?.value === 1,
  );
  expect(await alerts()).toEqual([]);
});

it('a meter is read once before it is kept, added, moved, switched off and removed while the hub runs', async () => {
  const port = await freePort();
  holding.set(10, 0).set(11, 0x3fc0).set(20, 0xfff6);
  coils.set(3, true);
  await serve(port);
  test = await startTestHub();
  const ask = async (method: string, path: string, body?: object) =>
    (await (
      await fetch(`${test?.hub.url}/api/modbus-meters${path}`, {
        method,
        ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
      })
    ).json()) as { ok: boolean; meters?: { id: string }[]; registers?: object[]; error?: { code: string } };
  const file = meterFile(port);
  const read = await ask('POST', '/read', file);
  expect(read.registers).toMatchObject([
    { point: 'load-kg', value: 1.5, fault: null },
    { point: 'temperature', value: -1 },
    { point: 'relay', value: true },
    { point: 'nothing', value: null, fault: { code: 'meter-refused' } },
  ]);
  expect((await ask('GET', '')).meters).toEqual([]);
  expect(await ask('POST', '/read', { ...file, port: await freePort() })).toMatchObject({
    ok: false,
    error: { code: 'meter-away' },
  });
  expect((await ask('PUT', '/电梯 1', file)).meters).toMatchObject([{ id: '电梯 1' }]);
  const relay = async () => (await points('lift/l1'))['relay']?.value;
  await eventually(relay, (value) => value === true);
  expect(await ask('PUT', '/other', file)).toMatchObject({ error: { code: 'meter-device-taken' } });
  expect(await ask('PUT', '/..%2Fother', { ...file, host: 'x' })).toMatchObject({ ok: false });
  expect(await ask('PUT', '/电梯 1', { ...file, registers: [] })).toMatchObject({ ok: false });
  await ask('PUT', '/电梯 1', { ...file, on: false });
  coils.set(3, false);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(await relay()).toBe(true);
  await ask('PUT', '/电梯 1', { ...file, on: true });
  await eventually(relay, (value) => value === false);
  expect(readMeterFiles(test.dataDir)).toMatchObject({ ok: true, value: [{ id: '电梯 1', on: true }] });
  expect((await ask('DELETE', '/电梯 1')).meters).toEqual([]);
  expect(readMeterFiles(test.dataDir)).toEqual({ ok: true, value: [] });
  const { entries } = await test.get<{ entries: { verb: string; target: string }[] }>('/api/audit?limit=100');
  const noted = entries.filter(({ verb }) => verb === 'edit-sources');
  expect(noted).toHaveLength(4);
  expect(noted[0]?.target).toBe('modbus/电梯 1.json');
});

it('a file that is wrong is told with its place', () => {
  const dir = mkdtempSync(join(tmpdir(), 'linli-modbus-'));
  expect(readMeterFiles(dir)).toEqual({ ok: true, value: [] });
  mkdirSync(join(dir, 'modbus'));
  const bad = {
    ...meterFile(502),
    registers: [{ function: 'holding', address: -1, type: 'int17', point: 'x' }],
  };
  writeFileSync(join(dir, 'modbus', 'a.json'), JSON.stringify(bad));
  writeFileSync(join(dir, 'modbus', 'b.json'), '{');
  const found = readMeterFiles(dir);
  const said = found.ok ? '' : faultLine(found.error, 'en');
  expect(said).toContain('modbus/a.json, registers[0].address');
  expect(said).toContain('registers[0].type');
  expect(said).toContain('modbus/b.json');
  rmSync(dir, { recursive: true });
});

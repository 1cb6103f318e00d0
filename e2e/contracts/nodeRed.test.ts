/** Node-RED's own MQTT nodes as a device: they say a state, and answer a command. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import { eventually, startTestHub, type TestHub } from '#hub/testHub.ts';

interface NodeRed {
  init(server: unknown, settings: Readonly<Record<string, unknown>>): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const { default: red } = (await import('node-red' as string)) as { default: NodeRed };

let test: TestHub;
let userDir: string;
afterEach(async () => {
  await red.stop();
  await test?.stop();
  rmSync(userDir, { recursive: true, force: true });
});

/** A lift: every second it says where it is; asked for anything, it says that this is done. */
function flowFor(mqttUrl: string): readonly object[] {
  const { hostname, port } = new URL(mqttUrl);
  const node = (id: string, type: string, more: object) => ({ id, type, z: 'tab', x: 100, y: 100, ...more });
  const out = { qos: '1', retain: 'false', broker: 'broker', wires: [] };
  return [
    { id: 'tab', type: 'tab', label: 'lift' },
    { id: 'broker', type: 'mqtt-broker', broker: hostname, port, protocolVersion: '4', cleansession: true },
    node('tick', 'inject', { once: true, onceDelay: '0.1', repeat: '1', props: [], wires: [['state']] }),
    node('state', 'function', {
      func: `return { topic: 'linli/v1/test/lift/l1/state', payload: { t: Date.now(), v: { floor: 3, door: 'closed' } } };`,
      outputs: 1,
      wires: [['out']],
    }),
    node('asked', 'mqtt in', {
      topic: 'linli/v1/test/lift/l1/command/+',
      qos: '1',
      datatype: 'json',
      broker: 'broker',
      wires: [['answer']],
    }),
    node('answer', 'function', {
      func: `return { topic: msg.topic + '/reply', payload: { id: msg.payload.id, ok: true } };`,
      outputs: 1,
      wires: [['out']],
    }),
    node('out', 'mqtt out', out),
  ];
}

it('a flow of Node-RED speaks as a lift, and is commanded as one', async () => {
  test = await startTestHub();
  userDir = mkdtempSync(join(tmpdir(), 'linli-node-red-'));
  writeFileSync(join(userDir, 'flows.json'), JSON.stringify(flowFor(test.hub.mqttUrl)));
  red.init(createServer(), {
    userDir,
    flowFile: 'flows.json',
    httpAdminRoot: false,
    httpNodeRoot: false,
    logging: { console: { level: 'off', metrics: false, audit: false } },
  });
  await red.start();
  interface State {
    readonly devices: Record<string, { points: Record<string, { value: unknown; quality: string }> }>;
  }
  await eventually(
    () => test.get<State>('/api/compounds/test/state'),
    ({ devices }) => devices['lift/l1']?.points['floor']?.value === 3,
  );
  const { commands } = await test.post<{ commands: CommandRecord[] }>('/api/commands', {
    compound: 'test',
    deviceKeys: ['lift/l1'],
    name: 'talk',
    why: 'trial',
  });
  const replied = await eventually(
    () => test.get<{ command: CommandRecord }>(`/api/commands/${commands[0]?.id}`),
    ({ command }) => command.state === 'replied',
  );
  expect(replied.command.fault ?? null).toBeNull();
});

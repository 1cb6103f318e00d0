/**
 * An outer broker that is odd: what memory could not hold while the disk refused, on a real mosquitto (skipped without
 * one), and one that refuses subscriptions.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Aedes } from 'aedes';
import mqtt from 'mqtt';
import { expect, it } from 'vitest';
import type { Fault } from '#shared/protocol/result.ts';
import { createHomeAssistant } from './dialects/home-assistant/index.ts';
import { createNative } from './dialects/native/index.ts';
import { connectExternalBroker } from './externalBroker.ts';

const hasMosquitto = spawnSync('mosquitto', ['-h']).error === undefined;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

it.skipIf(!hasMosquitto)(
  'what was let go is delivered again once the disk is well, and what is behind it is heard',
  async () => {
    const url = `mqtt://127.0.0.1:${await freePort()}`;
    const mosquitto = spawn('mosquitto', ['-p', new URL(url).port], { stdio: 'ignore' });
    const heard: string[] = [];
    let isWell = false;
    let connected = false;
    let isLettingGo = false;
    const whenWell: (() => void)[] = [];
    const broker = await connectExternalBroker(
      {
        clientId: 'linli-test',
        dialects: [createNative()],
        onMessage: (_topic: string, payload: Uint8Array) => heard.push(Buffer.from(payload).toString()),
        onConnection: (is: boolean) => (connected = is),
        // Memory holds no message; whoever asks because of that waits until the disk is well.
        whenKept(kept: () => void, lost: () => void) {
          if (isWell) return kept();
          if (isLettingGo) return whenWell.push(kept);
          isLettingGo = true;
          lost();
          isLettingGo = false;
        },
      } as never,
      url,
    );
    if (!broker.ok) throw new Error(JSON.stringify(broker.error));
    await expect.poll(() => connected).toBe(true);
    const device = await mqtt.connectAsync(url);
    const say = (text: string) => device.publishAsync('linli/v1/test/lift/l1/state', text, { qos: 1 });
    for (let nth = 0; nth < 40; nth++) await say(`${nth}`);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await say('a fire');
    await expect.poll(() => heard.includes('a fire')).toBe(true);
    expect(heard).not.toContain('39');
    isWell = true;
    for (const kept of whenWell) kept();
    await expect.poll(() => heard.includes('39')).toBe(true);
    expect(heard.filter((text) => text === '0')).toHaveLength(2);
    await device.endAsync(true);
    await broker.value.stop();
    mosquitto.kill();
  },
);

it('a broker that refuses the topics of another dialect is connected, and what it refuses can be read', async () => {
  const aedes = await Aedes.createBroker({
    authorizeSubscribe: (_client, subscription, done) =>
      done(null, subscription.topic.startsWith('homeassistant/') ? null : subscription),
  });
  const server = createServer(aedes.handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `mqtt://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  const connections: boolean[] = [];
  const refused: string[] = [];
  const announcing = createHomeAssistant({
    prefix: 'homeassistant',
    scope: 'homeassistant',
    homeOf: () => null,
    placesOf: () => new Set<string>(),
    listen: () => {},
  });
  const broker = await connectExternalBroker(
    {
      clientId: 'linli-test',
      dialects: [createNative(), announcing],
      onMessage: () => {},
      onConnection: (is: boolean) => connections.push(is),
      onRefused: ({ code, params }: Fault) => refused.push(`${code} ${String(params?.['topic'])}`),
      whenKept: (kept: () => void) => kept(),
    } as never,
    url,
  );
  if (!broker.ok) throw new Error(JSON.stringify(broker.error));
  await expect.poll(() => connections.at(-1)).toBe(true);
  expect(connections).toEqual([true]);
  expect(refused).toEqual([
    'source-filter homeassistant/+/+/config',
    'source-filter homeassistant/+/+/+/config',
  ]);
  await broker.value.stop();
  await new Promise<void>((resolve) => aedes.close(() => resolve()));
  server.close();
});

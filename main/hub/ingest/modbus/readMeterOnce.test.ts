import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { faultText } from '#shared/i18n/faults/faultText.ts';
import { readMeterOnce } from './readMeterOnce.ts';

it('a meter that takes the connection and says nothing is said to be away, in words', async () => {
  const silent = createServer((socket) => socket.on('error', () => undefined).resume());
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  const read = await readMeterOnce({
    version: 1,
    host: '127.0.0.1',
    port: address !== null && typeof address === 'object' ? address.port : 0,
    timeoutMs: 100,
    device: { compound: 'test', system: 'lift', id: 'l1', name: 'Lift' },
    registers: [{ function: 'holding', address: 1, type: 'uint16', point: 'x' }],
  });
  silent.close();
  expect(read.ok ? '' : faultText(read.error, 'en').message).toBe('The meter does not answer: Timed out');
});

/** The desktop's word reaches the hub, and no other word stops it. */
import { EventEmitter } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { stopWord } from '#shared/protocol/desktop.ts';
import { onStopAsked } from './parent.ts';

afterEach(() => void Reflect.deleteProperty(process, 'parentPort'));

test('stops at the word alone', () => {
  const port = new EventEmitter();
  Object.defineProperty(process, 'parentPort', { value: port, configurable: true });
  let stops = 0;
  onStopAsked(() => stops++);
  port.emit('message', { data: 'start' });
  expect(stops).toBe(0);
  port.emit('message', { data: stopWord });
  expect(stops).toBe(1);
});

test('is quiet where no desktop started the hub', () => {
  expect(() => onStopAsked(() => undefined)).not.toThrow();
});

/** The examples of docs/api.md are what the hub takes. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Value } from 'typebox/value';
import { readRules } from '#shared/alarms/compoundRules.ts';
import { CommandRequest } from '#shared/protocol/commands.ts';
import { DeviceCommand, DeviceMeta } from '#shared/protocol/device.ts';
import { systems } from '#shared/systems/index.ts';

const text = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
const examples = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(
  ([, body]) => JSON.parse(body ?? '') as unknown,
);

test.each([
  ['a device’s description', 0, DeviceMeta],
  ['a request for a command', 1, CommandRequest],
  ['a command as the device hears it', 2, DeviceCommand],
])('%s', (_, at, schema) => {
  expect(Value.Check(schema, examples[at])).toBe(true);
});

test('rules of a compound’s own', () => {
  expect(readRules(examples[3], (id) => systems.find((system) => system.id === id))).toMatchObject({
    ok: true,
  });
});

/** The examples of docs/api.md are what the hub takes. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Value } from 'typebox/value';
import { readRules } from '#shared/alarms/compoundRules.ts';
import { CommandRequest } from '#shared/protocol/commands.ts';
import { DeviceCommand, DeviceEvent, DeviceMeta } from '#shared/protocol/device.ts';
import { NewPass } from '#shared/protocol/visitorPass.ts';
import { systems } from '#shared/systems/index.ts';

const text = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
/** The nth example under a heading. */
function example(heading: string, nth = 0): unknown {
  const from = text.search(new RegExp(`^#+ ${heading}$`, 'm'));
  const found = [...text.slice(from).matchAll(/```json\n([\s\S]*?)```/g)][nth]?.[1];
  if (from < 0 || found === undefined) throw new Error(`no example under ${heading}`);
  return JSON.parse(found) as unknown;
}

test.each([
  ['a device’s description', 'API and MQTT', 0, DeviceMeta],
  ['a request for a command', 'Commands', 0, CommandRequest],
  ['a command as the device hears it', 'Commands', 1, DeviceCommand],
  ['a visitor’s pass', 'Visitor passes', 0, NewPass],
  ['a passage that a door tells of', 'Visitor passes', 1, DeviceEvent],
])('%s', (_, heading, nth, schema) => {
  expect([...Value.Errors(schema, example(heading, nth))]).toEqual([]);
});

test('rules of a compound’s own', () => {
  const rules = example("Rules of a compound's own");
  expect(readRules(rules, (id) => systems.find((system) => system.id === id))).toMatchObject({ ok: true });
});

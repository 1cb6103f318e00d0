import { expect, it } from 'vitest';
import type { SourcesView } from '#shared/protocol/sources.ts';
import { choicesOf, draftsOf, editOf, rowsOf } from './sourceRows.ts';

const report = {
  id: 'main',
  url: null,
  connected: true,
  messagesPerS: 0,
  lastMessageMs: null,
  accepted: 0,
  refused: 0,
  devices: 0,
  unmapped: 0,
  dialects: [],
};
const view: SourcesView = {
  sources: [report, { ...report, id: 'annex', url: 'mqtt://a' }],
  dialects: { tasmota: { on: false } },
  brokers: [
    { id: 'annex', url: 'mqtt://a', hasLogin: true, on: true, dialects: {} },
    { id: 'garage', url: 'mqtt://b', hasLogin: false, on: false, dialects: {} },
  ],
  cameras: [],
  viid: null,
  restart: false,
  atMs: 0,
};

it('shows what runs and what is switched off', () => {
  expect(rowsOf(view).map(({ id, on, isBroker }) => [id, on, isBroker])).toEqual([
    ['main', true, false],
    ['annex', true, true],
    ['garage', false, true],
  ]);
});

it('sends everything back when one changes, and no login', () => {
  const edit = editOf(view, (brokers) => brokers.filter(({ id }) => id !== 'garage'));
  expect(edit).toEqual({
    dialects: { tasmota: { on: false } },
    brokers: [{ id: 'annex', url: 'mqtt://a', on: true, dialects: {} }],
  });
});

it('writes dialects as they were read, and only what is not as usual', () => {
  const choices = {
    native: { on: false },
    tasmota: { on: false },
    zigbee2mqtt: { baseTopics: ['zigbee2mqtt', 'z2m/annex'] },
  };
  expect(choicesOf(draftsOf(choices))).toEqual(choices);
  expect(choicesOf(draftsOf({}))).toEqual({});
  const typed = draftsOf({}).map((one) => (one.id === 'frigate' ? { ...one, topics: ' a/ ，b, ' } : one));
  expect(choicesOf(typed)).toEqual({ frigate: { baseTopics: ['a', 'b'] } });
});

import { expect, it } from 'vitest';
import type { SourcesView } from '#shared/protocol/sources.ts';
import { camerasEdit, choicesOf, draftsOf, editOf, rowsOf, takenIds, viidEdit } from './sourceRows.ts';

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
  cameras: [
    {
      id: 'yard',
      kind: 'isapi',
      url: 'https://10.0.0.7',
      hasLogin: true,
      on: false,
      name: '院子',
      anyCertificate: true,
    },
  ],
  viid: {
    id: '42010500002000000001',
    devices: [
      {
        id: '42010500001190000001',
        name: null,
        on: true,
        direction: 'in',
        subscribeUrl: null,
        registered: true,
      },
    ],
  },
  restart: false,
  atMs: 0,
};

it('shows what runs and what is switched off', () => {
  expect(rowsOf(view).map(({ id, on, kind, name }) => [id, on, kind, name])).toEqual([
    ['main', true, null, null],
    ['annex', true, 'broker', null],
    ['garage', false, 'broker', null],
    ['yard', false, 'camera', '院子'],
  ]);
});

it('sends everything back when one changes, and no login', () => {
  const edit = editOf(view, (brokers) => brokers.filter(({ id }) => id !== 'garage'));
  expect(edit).toEqual({
    dialects: { tasmota: { on: false } },
    brokers: [{ id: 'annex', url: 'mqtt://a', on: true, dialects: {} }],
  });
});

it('sends cameras and GA/T 1400 back only where they change, and no secret', () => {
  const cameras = camerasEdit(view, (before) => before.map((one) => ({ ...one, on: true })));
  expect(cameras.cameras).toEqual([
    { id: 'yard', kind: 'isapi', url: 'https://10.0.0.7', on: true, name: '院子', anyCertificate: true },
  ]);
  expect([cameras.brokers.length, cameras.viid]).toEqual([2, undefined]);
  const viid = viidEdit(view, (before) => before);
  expect([viid.cameras, viid.viid]).toEqual([
    undefined,
    {
      id: '42010500002000000001',
      devices: [{ id: '42010500001190000001', on: true, direction: 'in' }],
    },
  ]);
  expect([...takenIds(view)]).toEqual(['main', 'http', 'modbus', 'viid', 'annex', 'garage', 'yard']);
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

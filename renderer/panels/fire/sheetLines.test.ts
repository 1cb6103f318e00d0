/** The sheet for the brigade: the screen's facts, in either language, with people for those who may see them. */
import { deviceRecord } from '#renderer/testing/records.ts';
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { textOptions } from '#renderer/app/texts.ts';
import type { Households } from '#panels/incidents/index.ts';
import { fireCardOf } from '#shared/incidents/fireCard.ts';
import { fireFactsOf } from '#shared/incidents/fireFacts.ts';
import type { IncidentEntry, IncidentRecord } from '#shared/protocol/records.ts';
import { emptyPlan, type Place } from '#shared/twin/compound.ts';
import { TwinColumns } from '#shared/twin/columns.ts';
import { textIn } from '#shared/twin/text.ts';
import { unitStoreysOf } from '#shared/twin/unitStoreys.ts';
import { sheetSections, type SheetSources } from './sheetLines.ts';

const place = (id: string, kind: Place['kind'], parentId: string | null, en: string): Place => ({
  id,
  kind,
  parentId,
  name: { zh: `${id}号`, en },
  box: { centreEnu: [0, 0, 1.5], sizeM: [10, 10, 3], yawRad: 0 },
});
const plan = {
  ...emptyPlan,
  places: [
    place('8', 'building', null, 'Building 8'),
    {
      ...place('8-2', 'unit', '8', 'Building 8, unit 2'),
      name: { zh: '8号楼2单元', en: 'Building 8, unit 2' },
    },
    place('8-2/1', 'storey', '8-2', 'storey'),
    ...['101', '102'].map((door) => ({
      ...place(`8-2-${door}`, 'household', '8-2/1', ''),
      name: { zh: `8号楼2单元${door}室`, en: `Building 8, unit 2, ${door}` },
    })),
  ],
};
const entry = (seq: number, more: Partial<IncidentEntry>): IncidentEntry => ({
  seq,
  atMs: Date.UTC(2026, 0, 1, 0, 0, seq),
  kind: 'action',
  text: { zh: '', en: '' },
  by: 'li',
  ref: null,
  priority: null,
  ...more,
});
const incident = {
  compound: 'c',
  placeId: '8-2-101',
  positionEnu: null,
  startedAtMs: Date.UTC(2026, 0, 1),
  deviceKeys: ['smoke/a'],
  drill: false,
  state: 'in-progress',
  entries: [
    entry(1, { kind: 'alarm', of: { deviceKey: 'smoke/a', verb: 'raised', heardAtMs: 0 } }),
    entry(2, { change: { kind: 'mark', mark: 'confirm', done: true } }),
    entry(3, { change: { kind: 'muster', placeId: '8-2-101', muster: 'out' } }),
    entry(4, { change: { kind: 'muster', placeId: '8-2-102', muster: 'help' } }),
  ],
} as unknown as IncidentRecord;
const card = fireCardOf({ plan, devices: [], placeId: '8-2-101', positionEnu: null });
const households: Households = {
  kind: 'known',
  byPlace: new Map([
    [
      '8-2-102',
      {
        version: 1,
        placeId: '8-2-102',
        people: 2,
        contacts: [],
        needs: [{ class: 'alone', text: { zh: '独居老人', en: 'Elderly, lives alone' } }],
      },
    ],
  ]),
};
const sources = (mayLook: boolean): SheetSources => ({
  view: {
    incident,
    asOf: incident,
    fixed: false,
    others: [],
    card,
    told: fireFactsOf(incident),
    unit: unitStoreysOf(plan, '8-2-101', null),
    homes: plan.places.filter(({ kind }) => kind === 'household'),
    households: mayLook ? households : null,
  },
  address: 'Huangshi',
  zone: 'Asia/Shanghai',
  devices: new Map(),
  columns: new TwinColumns(0),
  linked: new Map(),
  hydrants: [],
  lanes: {
    blocked: [
      { device: deviceRecord('fire-lane/w', { name: { zh: '西段', en: 'West lane' } }), occupiedS: 90 },
    ],
    clear: [deviceRecord('fire-lane/e', { name: { zh: '东段', en: 'East lane' } })],
  },
  egress: null,
});

async function sheet(
  language: 'zh' | 'en',
  mayLook: boolean,
  more: Partial<SheetSources> = {},
): Promise<string> {
  const texts = i18next.createInstance();
  await texts.init({ ...textOptions, lng: language });
  return sheetSections(
    { ...sources(mayLook), ...more },
    {
      t: (key, values) => texts.t(key, { ...values }),
      local: (text) => textIn(text, language),
      person: (name) => name,
    },
  )
    .flatMap(({ title, lines }) => [title, ...lines])
    .join('\n');
}

it('says in both languages where, since when, who confirmed it and who is still inside', async () => {
  const zh = await sheet('zh', true);
  expect(zh).toContain('8号楼2单元101室');
  expect(zh).toContain('首警：08:00:01');
  expect(zh).toContain('确认：08:00:02 li');
  expect(zh).toContain('拨打 119：尚未');
  expect(zh).toContain('需救助：102室');
  expect(zh).toContain('未联系上 (0)：无');
  const en = await sheet('en', true);
  expect(en).toContain('Confirmed: 08:00:02 li');
  expect(en).toContain('Need help: 102');
  expect(en).not.toMatch(/\p{Script=Han}/u);
  expect(zh).toContain('消防车道被占，不可通行：西段 (');
  expect(zh).toContain('消防车道畅通：东段');
  expect(en).toContain('Fire lanes BLOCKED: West lane (');
  expect(en).toContain('Fire lanes clear: East lane');
  // No key and no gap was left.
  expect(zh + en).not.toMatch(/\{\{|sheet\.|ground\.|undefined|NaN/);
});

it('names whoever needs assistance to those who may know it only', async () => {
  expect(await sheet('zh', true)).toContain('102室：独居老人');
  const without = await sheet('zh', false);
  expect(without).not.toContain('独居');
  expect(without).toContain('住户信息按权限未列出');
});

/** What stands on the sheet that is handed to the fire brigade: the same facts as on the screen, as lines of words. */
import { localTime } from '#shared/time/localTime.ts';
import { orderSign, type Declared } from '#shared/incidents/fireFacts.ts';
import { linkageRow, linkages } from '#shared/incidents/linkage.ts';
import { musterOf } from '#shared/incidents/marks.ts';
import type { Egress } from '#shared/physics/fire/fromPlan.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { pointValue } from '#state/reading.ts';
import type { TwinColumns } from '#shared/twin/columns.ts';
import { stopwatch } from '#ui/useText.ts';
import type { WordsIn } from '#ui/useWordsIn.ts';
import { householdAt, type FireView } from './fireView.ts';
import type { Linked } from './linked.ts';
import type { BlockedLane } from './lanes.ts';
import type { WalkedHydrant } from './WaterAndLanes.tsx';

export interface SheetSources {
  readonly view: FireView;
  readonly address: string;
  readonly zone: string;
  readonly devices: ReadonlyMap<string, DeviceRecord>;
  readonly columns: TwinColumns;
  readonly linked: Linked;
  readonly hydrants: readonly WalkedHydrant[];
  readonly lanes: { readonly blocked: readonly BlockedLane[]; readonly watched: number };
  readonly egress: Egress | null;
}

export type SheetWords = Pick<WordsIn, 't' | 'local' | 'person'>;

export interface SheetSection {
  readonly title: string;
  readonly lines: readonly string[];
}

/** One page: what does not fit is counted, not printed. */
const orderShown = 8;
const homesShown = 12;

export function sheetSections(from: SheetSources, { t, local, person }: SheetWords): readonly SheetSection[] {
  const { view, devices } = from;
  const { card, told, asOf, homes } = view;
  const pair = (what: string, value: string) => t('sheet.pair', { name: what, value });
  /** Beside the name of the unit, which stands above. */
  const outer = view.unit ? local(view.unit.unit.name) : '';
  const short = (text: LocalText) =>
    local(text)
      .replace(outer, '')
      .replace(/^[,，\s]+/, '');
  const name = (key: string) => local(devices.get(key)?.name ?? key);
  const clock = (atMs: number) => localTime(atMs, from.zone).clock;
  const when = (declared: Declared | undefined) =>
    declared
      ? `${clock(declared.atMs)} ${declared.by === null ? t('ground.confirmed.panel') : person(declared.by)}`
      : t('sheet.not');
  const some = (lines: readonly string[], most: number) =>
    lines.length > most
      ? [...lines.slice(0, most), t('sheet.more', { count: lines.length - most })]
      : lines.length > 0
        ? lines
        : [t('sheet.none')];
  const muster = musterOf(asOf);
  const named = (state: 'help' | 'unheard') =>
    homes.filter(({ id }) => (muster.get(id)?.muster ?? 'unheard') === state).map((home) => short(home.name));
  const knows = view.households?.kind === 'known';
  const people = homes.reduce((sum, { id }) => sum + (householdAt(view, id)?.people ?? 0), 0);
  const needing = homes.flatMap((home) => {
    const needs = householdAt(view, home.id)?.needs ?? [];
    return needs.length > 0
      ? [pair(short(home.name), needs.map(({ text }) => local(text)).join(t('list.comma')))]
      : [];
  });
  const [gate] = card.gates;
  const unheard = named('unheard');
  return [
    {
      title: t('sheet.where'),
      lines: [
        from.address,
        card.place ? local(card.place.name) : t('ground.nowhere'),
        knows
          ? t('sheet.people.value', { households: homes.length, people })
          : t('sheet.people.count', { households: homes.length }),
      ].filter((line) => line !== ''),
    },
    {
      title: t('ground.state'),
      lines: [
        pair(t('sheet.first'), clock(told.order[0]?.atMs ?? asOf.startedAtMs)),
        pair(t('sheet.confirmed'), when(told.marks.get('confirm'))),
        pair(t('sheet.called'), when(told.marks.get('call-119'))),
        pair(t('sheet.arrived'), when(told.marks.get('brigade-arrive'))),
        pair(t('sheet.controlled'), when(told.marks.get('under-control'))),
      ],
    },
    {
      title: t('sheet.order'),
      lines: some(
        told.order.map(({ nth, deviceKey, atMs }) => `${orderSign(nth)} ${clock(atMs)} ${name(deviceKey)}`),
        orderShown,
      ),
    },
    {
      title: t('sheet.needs'),
      lines: knows ? some(needing, homesShown) : [t('sheet.needs.role')],
    },
    {
      title: t('sheet.muster'),
      lines: [
        pair(t('sheet.help'), some(named('help'), homesShown).join(t('list.comma'))),
        pair(`${t('sheet.unheard')} (${unheard.length})`, some(unheard, homesShown).join(t('list.comma'))),
      ],
    },
    {
      title: t('sheet.gate'),
      lines: [
        gate
          ? `${name(gate.key)} · ${t('ground.way.far', { far: Math.round(gate.distanceM) })}`
          : t('ground.way.none'),
        pair(
          t('sheet.lanes'),
          from.lanes.blocked.length > 0
            ? t('sheet.lanes.blocked', {
                names: from.lanes.blocked.map(({ device }) => local(device.name)).join(t('list.comma')),
              })
            : t(from.lanes.watched > 0 ? 'water.lanes.clear' : 'water.lanes.none'),
        ),
      ],
    },
    {
      title: t('sheet.hydrants'),
      lines: some(
        from.hydrants.map(({ device, distanceM, isWalked }) => {
          const pressureMpa = pointValue(device, 'pressure', from.columns);
          const pressure = Number.isNaN(pressureMpa) ? '—' : `${pressureMpa.toFixed(2)} MPa`;
          const far = t(isWalked ? 'water.walk' : 'water.straight', { far: Math.round(distanceM) });
          return `${local(device.name)} · ${far} · ${pressure}`;
        }),
        4,
      ),
    },
    {
      title: t('sheet.linkage'),
      lines: linkages.flatMap((linkage) => {
        const rows = (from.linked.get(linkage.id) ?? []).map(({ key }) =>
          linkageRow(linkage, key, asOf.entries),
        );
        if (rows.length === 0) return [];
        return [
          t('sheet.linkage.count', {
            name: t(`linkage.${linkage.id}`),
            all: rows.length,
            commanded: rows.filter(({ commandedAtMs }) => commandedAtMs !== null).length,
            fedBack: rows.filter(({ fedBackAtMs }) => fedBackAtMs !== null).length,
          }),
        ];
      }),
    },
    {
      title: t('sheet.estimate'),
      lines: estimateLines(from.egress, { t, local, person }),
    },
  ];
}

/** The storeys that lack time most. */
function estimateLines(egress: Egress | null, { t, local }: SheetWords): readonly string[] {
  const short = (egress?.storeys ?? [])
    .filter(({ marginS }) => marginS !== null)
    .toSorted((a, b) => (a.marginS ?? 0) - (b.marginS ?? 0))
    .slice(0, 3);
  if (short.length === 0) return [t(egress ? 'estimate.never' : 'estimate.none')];
  return short.map(({ name, availableS, requiredS }) =>
    t('sheet.estimate.line', {
      storey: local(name),
      available: stopwatch((availableS ?? 0) * 1000),
      required: stopwatch(requiredS * 1000),
    }),
  );
}

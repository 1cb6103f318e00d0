/**
 * Visitors of a demo compound: residents have passes issued and book what can be booked, with the rhythm of a day; then
 * somebody comes, shows the pass at a gate and at the unit's door, parks, and leaves again. Some come to the wrong door,
 * twice, or not at all. Passes and bookings are asked of their rooms as an operator does; at the doors and gates the
 * visitor is heard over the broker like anybody.
 */
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { Booking } from '#shared/protocol/booking.ts';
import type { VisitorPass } from '#shared/protocol/visitorPass.ts';
import type { PointPatch, SimulatedEvent } from '#shared/systems/declaration.ts';
import { anyPlate, byHour } from '#shared/systems/dailyLife.ts';
import { findSystem } from '#shared/systems/index.ts';
import { localTime } from '#shared/time/localTime.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import type { Bookings } from '../bookings/index.ts';
import type { Passes } from '../passes/index.ts';
import { createRandom, hashText } from './random.ts';

/** As the demo's own system signs what it asks for. */
const demoName = 'automation';
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const quarterMs = 15 * minuteMs;
const passesAtMostPerHour = 9;
const bookingsAtMostPerHour = 5;
/** So many of each stand when a demo starts, so that there is something to see. */
const atFirst = { passes: 6, bookings: 8 } as const;

const names = [
  '王女士',
  '陈先生',
  '李阿姨',
  '周师傅',
  '刘女士',
  '黄先生',
  '赵工',
  '吴老师',
  '徐先生',
  '孙女士',
];

/** How many come to see somebody, 0…1: before noon, and most after work. */
const visiting = [
  0.05, 0.02, 0.01, 0.01, 0.01, 0.03, 0.1, 0.25, 0.4, 0.6, 0.75, 0.7, 0.5, 0.4, 0.5, 0.55, 0.6, 0.8, 1, 0.95,
  0.7, 0.4, 0.2, 0.1,
];

export interface VisitedRooms {
  readonly passes: Pick<Passes, 'issue'>;
  readonly bookings: Pick<Bookings, 'book' | 'step' | 'list' | 'find'>;
}

export interface VisitorSpeech {
  event(device: PlannedDevice, event: SimulatedEvent, nowMs: number): void;
  state(device: PlannedDevice, patch: PointPatch, nowMs: number): void;
  /** Nobody else speaks for it. */
  isFree(device: PlannedDevice, nowMs: number): boolean;
}

export interface Visitors {
  /** Called each second. */
  advance(nowMs: number): void;
}

interface Due {
  readonly atMs: number;
  readonly act: (nowMs: number) => void;
}

const keyOf = ({ system, id }: PlannedDevice) => `${system}/${id}`;

export function createVisitors(
  rooms: VisitedRooms,
  options: {
    readonly compound: string;
    readonly timeZone: string;
    readonly plan: CompoundPlan;
    readonly devices: readonly PlannedDevice[];
    readonly seed: number;
    readonly startMs: number;
    readonly speech: VisitorSpeech;
  },
): Visitors {
  const { compound, devices, speech, startMs } = options;
  const random = createRandom(options.seed ^ hashText(`visitors ${startMs}`));
  const homes = options.plan.places.filter(({ kind }) => kind === 'household');
  const byKey = new Map(devices.map((device) => [keyOf(device), device]));
  const gates = devices.filter(({ system }) => findSystem(system)?.passage);
  const bookable = devices.filter(({ system }) => findSystem(system)?.booking);
  const admits = ({ system }: PlannedDevice) => findSystem(system)?.passage?.admits;
  const due: Due[] = [];
  let isFirst = true;
  let lastMs = startMs;

  const between = (low: number, high: number) => low + random() * (high - low);
  const anyOf = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
  const later = (atMs: number, act: Due['act']) => void due.push({ atMs, act });

  function shows(device: PlannedDevice | undefined, data: SimulatedEvent['data'], nowMs: number): void {
    const type = device && findSystem(device.system)?.passage?.event;
    if (type && speech.isFree(device, nowMs))
      speech.event(device, { type, data: { ...data, asks: true } }, nowMs);
  }

  /** Through a gate, and two minutes later through the household's door; now and then where it does not open. */
  function visit({ gates: keys, plate }: VisitorPass, token: string, atMs: number): void {
    const own = keys.flatMap((key) => byKey.get(key) ?? []);
    const outer = anyOf(own.filter((one) => admits(one) === (plate === null ? 'foot' : 'vehicle')));
    const inner = own.find((one) => admits(one) === 'household');
    const isLost = random() < 0.08;
    const wrong = isLost
      ? anyOf(gates.filter((one) => admits(one) === 'household' && one !== inner))
      : undefined;
    const code = { method: 'code', token };
    const byCar = { method: 'plate', plate, direction: 'in', confidence: 0.97 };
    later(atMs, (nowMs) => shows(outer, plate === null ? code : byCar, nowMs));
    if (wrong) later(atMs + minuteMs, (nowMs) => shows(wrong, code, nowMs));
    later(atMs + between(1.5, 4) * minuteMs, (nowMs) => shows(inner, code, nowMs));
    if (random() < 0.05) later(atMs + between(35, 90) * minuteMs, (nowMs) => shows(outer, code, nowMs));
  }

  function invite(nowMs: number, soonestMin: number): void {
    const home = anyOf(homes);
    if (!home) return;
    const isSoon = random() < 0.7;
    const fromMs = isSoon ? nowMs : Math.ceil((nowMs + between(1, 20) * hourMs) / quarterMs) * quarterMs;
    const untilMs = fromMs + (anyOf([2, 4, 4, 8, 24]) ?? 4) * hourMs;
    const issued = rooms.passes.issue(
      compound,
      {
        placeId: home.id,
        name: anyOf(names) ?? null,
        plate: random() < 0.3 ? anyPlate({ random }) : null,
        fromMs,
        untilMs,
        uses: random() < 0.85 ? 'once' : 'any',
      },
      demoName,
    );
    if (!issued.ok || random() < 0.12) return;
    // Whoever is a little early stands before a closed gate.
    const comesMs = isSoon ? nowMs + between(soonestMin, 45) * minuteMs : fromMs + between(-6, 90) * minuteMs;
    visit(issued.value.pass, issued.value.token, comesMs);
  }

  /** Comes, parks, and leaves before the end or a little after it. */
  function stay({ id, fromMs, untilMs, deviceKey, plate }: Booking): void {
    const device = byKey.get(deviceKey);
    const occupied = device && findSystem(device.system)?.booking?.occupied;
    if (!device || !occupied || random() < 0.1) return;
    later(fromMs + between(-5, 12) * minuteMs, (nowMs) => {
      const gate = plate === null ? undefined : anyOf(gates.filter((one) => admits(one) === 'vehicle'));
      if (gate) shows(gate, { method: 'plate', plate, direction: 'in', confidence: 0.96 }, nowMs);
      else rooms.bookings.step(id, { verb: 'arrive' });
    });
    later(untilMs - between(-0.1, 0.4) * Math.min(hourMs, untilMs - fromMs), (nowMs) => {
      if (rooms.bookings.find(id)?.state !== 'in-use' || !speech.isFree(device, nowMs)) return;
      speech.state(device, { [occupied]: false }, nowMs);
      later(nowMs + 5000, () => rooms.bookings.step(id, { verb: 'release' }));
    });
  }

  function book(nowMs: number, [soonestH, latestH]: readonly [number, number]): void {
    const device = anyOf(bookable);
    const home = anyOf(homes);
    if (!device || !home) return;
    const fromMs = Math.ceil((nowMs + between(soonestH, latestH) * hourMs) / quarterMs) * quarterMs;
    const booked = rooms.bookings.book(
      compound,
      {
        deviceKey: keyOf(device),
        placeId: home.id,
        plate: random() < 0.5 ? anyPlate({ random }) : null,
        fromMs,
        untilMs: fromMs + (anyOf([4, 6, 8, 8, 12]) ?? 8) * quarterMs,
      },
      demoName,
    );
    if (booked.ok) stay(booked.value);
  }

  function begin(nowMs: number): void {
    const asked = { deviceKey: null, fromMs: nowMs - hourMs, toMs: nowMs + 24 * hourMs, limit: 200 };
    const standing = rooms.bookings.list(compound, asked);
    // Booked before the hub was stopped: they come all the same.
    for (const one of standing) if (one.bookedBy === demoName && one.state === 'booked') stay(one);
    for (let i = standing.length; i < atFirst.bookings; i++)
      book(nowMs, i < atFirst.bookings / 2 ? [0, 1.5] : [2, 14]);
    for (let i = 0; i < atFirst.passes; i++) invite(nowMs, 1);
  }

  return {
    advance(nowMs) {
      if (isFirst) begin(nowMs);
      isFirst = false;
      const { hour } = localTime(nowMs, options.timeZone);
      const share = (byHour(visiting, hour) * (nowMs - lastMs)) / hourMs;
      lastMs = nowMs;
      if (random() < passesAtMostPerHour * share) invite(nowMs, 2);
      if (random() < bookingsAtMostPerHour * share) book(nowMs, [0.2, 10]);
      for (const one of due.filter(({ atMs }) => atMs <= nowMs)) {
        due.splice(due.indexOf(one), 1);
        one.act(nowMs);
      }
    },
  };
}

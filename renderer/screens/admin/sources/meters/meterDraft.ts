/** A meter as its form shows it, all in text, and back as its file has it: what is as usual is not said. */
import type { Meter, MeterFile, Register, Write } from '#shared/protocol/meter.ts';

/** Of a value of several registers: bytes as they come, from A, the highest. */
export const byteOrders = ['ABCD', 'CDAB', 'BADC', 'DCBA'] as const;
type ByteOrder = (typeof byteOrders)[number];

interface ValueDraft {
  readonly address: string;
  readonly type: Register['type'];
  readonly order: ByteOrder;
  readonly scale: string;
  readonly offset: string;
}
export interface RegisterDraft extends ValueDraft {
  readonly function: Register['function'];
  readonly point: string;
  readonly unit: string;
}
export interface WriteDraft extends ValueDraft {
  readonly function: Write['function'];
  readonly command: string;
  /** Always this; empty: the parameter. */
  readonly value: string;
  readonly param: string;
}
export interface MeterDraft {
  readonly id: string;
  readonly on: boolean;
  readonly host: string;
  readonly port: string;
  readonly unitId: string;
  readonly intervalS: string;
  readonly timeoutS: string;
  readonly compound: string;
  readonly system: string;
  readonly deviceId: string;
  readonly name: string;
  readonly placeId: string;
  readonly registers: readonly RegisterDraft[];
  readonly writes: readonly WriteDraft[];
}

export function newRegister(before?: RegisterDraft): RegisterDraft {
  const address = before ? String(Number(before.address) + lengths[before.type]) : '0';
  const usual = { function: 'holding', type: 'uint16', order: 'ABCD', scale: '', offset: '' } as const;
  return { ...usual, ...before, address, point: '', unit: '' };
}
const lengths = { bit: 1, int16: 1, uint16: 1, int32: 2, uint32: 2, float32: 2, float64: 4 } as const;

export function newWrite(): WriteDraft {
  const { address, type, order, scale, offset } = newRegister();
  return { address, type, order, scale, offset, function: 'holding', command: '', value: '', param: 'value' };
}

export function newMeter(compound: string): MeterDraft {
  const empty = { id: '', host: '', port: '', unitId: '', intervalS: '', timeoutS: '' };
  const device = { compound, system: '', deviceId: '', name: '', placeId: '' };
  return { ...empty, ...device, on: true, registers: [newRegister()], writes: [] };
}

export function draftOf({ id, device, registers, writes = [], ...file }: Meter): MeterDraft {
  return {
    id,
    on: file.on !== false,
    host: file.host,
    port: textOf(file.port),
    unitId: textOf(file.unitId),
    intervalS: textOf(file.intervalMs, 1000),
    timeoutS: textOf(file.timeoutMs, 1000),
    compound: device.compound,
    system: device.system,
    deviceId: device.id,
    name: device.name,
    placeId: device.placeId ?? '',
    registers: registers.map((one) => ({
      ...valueDraft(one),
      function: one.function,
      point: one.point,
      unit: one.unit ?? '',
    })),
    writes: writes.map((one) => ({
      ...valueDraft(one),
      function: one.function,
      command: one.command,
      value: one.value === undefined ? '' : String(one.value),
      param: one.param ?? '',
    })),
  };
}

export function fileOf(draft: MeterDraft): MeterFile {
  const { host, compound, system, deviceId, name, placeId, registers, writes } = draft;
  return {
    version: 1,
    ...(draft.on ? {} : { on: false }),
    host: host.trim(),
    ...number('port', draft.port),
    ...number('unitId', draft.unitId),
    ...number('intervalMs', draft.intervalS, 1000),
    ...number('timeoutMs', draft.timeoutS, 1000),
    device: {
      compound,
      system,
      id: deviceId.trim(),
      name: name.trim(),
      ...(placeId.trim() === '' ? {} : { placeId: placeId.trim() }),
    },
    registers: registers.map((one) => ({
      function: one.function,
      ...valueOf(one),
      point: one.point.trim(),
      ...(one.unit.trim() === '' ? {} : { unit: one.unit.trim() }),
    })),
    ...(writes.length === 0 ? {} : { writes: writes.map(writeOf) }),
  };
}

function writeOf(draft: WriteDraft): Write {
  const { command, value, param } = draft;
  const fixed = value.trim().toLowerCase();
  const said = fixed === 'true' || fixed === 'false' ? fixed === 'true' : Number(fixed);
  return {
    command: command.trim(),
    function: draft.function,
    ...valueOf(draft),
    ...(fixed === '' ? {} : { value: said }),
    ...(fixed === '' && param.trim() !== '' ? { param: param.trim() } : {}),
  };
}

function valueDraft(
  one: Pick<Register, 'address' | 'type' | 'wordOrder' | 'byteOrder' | 'scale' | 'offset'>,
) {
  const little = [one.wordOrder === 'little', one.byteOrder === 'little'] as const;
  const order: ByteOrder = little[0] ? (little[1] ? 'DCBA' : 'CDAB') : little[1] ? 'BADC' : 'ABCD';
  return {
    address: String(one.address),
    type: one.type,
    order,
    scale: textOf(one.scale),
    offset: textOf(one.offset),
  };
}

function valueOf({ address, type, order, scale, offset }: ValueDraft) {
  const words = order === 'CDAB' || order === 'DCBA' ? { wordOrder: 'little' as const } : {};
  const bytes = order === 'BADC' || order === 'DCBA' ? { byteOrder: 'little' as const } : {};
  return {
    address: Number(address),
    type,
    ...words,
    ...bytes,
    ...number('scale', scale),
    ...number('offset', offset),
  };
}

function textOf(value: number | undefined, per = 1): string {
  return value === undefined ? '' : String(value / per);
}

/** Nothing where nothing is written. */
function number<K extends string>(name: K, text: string, per = 1): { [P in K]?: number } {
  const found: { [P in K]?: number } = {};
  if (text.trim() !== '') found[name] = Math.round(Number(text) * per * 1e9) / 1e9;
  return found;
}

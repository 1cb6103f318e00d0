/**
 * The life of a visitor's pass: waiting → valid → used, expired or revoked; and what a door is told of one that is shown
 * to it. Pure. A pass for one visit opens each of its doors once: the visitor walks through the gate and then the unit's door.
 */
import {
  platePattern,
  type PassRefusal,
  type ShownPass,
  type VisitorPass,
} from '#shared/protocol/visitorPass.ts';

export const passStates = ['waiting', 'valid', 'used', 'expired', 'revoked'] as const;
export type PassState = (typeof passStates)[number];

export const dayMs = 86_400_000;
export const longestPassMs = 30 * dayMs;
/** A visit that began has so long to come through the other doors. */
export const visitMs = 30 * 60_000;
const mostUsesKept = 50;
/** Letters and digits of a plate. */
const fewestOfPlate = 3;

type Standing = Pick<VisitorPass, 'fromMs' | 'untilMs' | 'uses' | 'used' | 'useCount' | 'revokedAtMs'>;

export function passStateOf(pass: Standing, atMs: number): PassState {
  if (pass.revokedAtMs !== null && pass.revokedAtMs <= atMs) return 'revoked';
  if (pass.uses === 'once' && pass.used.some((use) => use.atMs <= atMs)) return 'used';
  if (atMs >= pass.untilMs) return 'expired';
  return atMs < pass.fromMs ? 'waiting' : 'valid';
}

/** It still lets somebody in, now or later. */
export function isOpenPass(pass: Standing, atMs: number): boolean {
  const state = passStateOf(pass, atMs);
  return state === 'waiting' || state === 'valid';
}

/** Null: it opens this door. */
export function refusalOf(
  pass: Standing & Pick<VisitorPass, 'gates'>,
  deviceKey: string,
  atMs: number,
): PassRefusal | null {
  const state = passStateOf(pass, atMs);
  if (state === 'used') {
    const [first] = pass.used;
    const isVisit = first !== undefined && atMs - first.atMs <= visitMs && atMs < pass.untilMs;
    if (!isVisit || pass.used.some((use) => use.deviceKey === deviceKey)) return 'used';
  } else if (state !== 'valid') return state;
  return pass.gates.includes(deviceKey) ? null : 'elsewhere';
}

export function usedBy(pass: VisitorPass, deviceKey: string, atMs: number): VisitorPass {
  const used = [...pass.used, { deviceKey, atMs }].sort((a, b) => a.atMs - b.atMs);
  const [first] = used;
  return {
    ...pass,
    // Of very many the first and the newest.
    used: used.length <= mostUsesKept || !first ? used : [first, ...used.slice(1 - mostUsesKept)],
    useCount: pass.useCount + 1,
  };
}

/** The word of a plate alone; `null` where nothing can be told by it: `-`, `...`, a letter that was read of it. */
export function readablePlate(plate: string | null | undefined): string | null {
  const plain = plainPlate(plate ?? '');
  return plain.length >= fewestOfPlate ? plain : null;
}

const written = new RegExp(platePattern, 'u');

/** What keeps a written plate from being taken; null where nothing does, or nothing is written. */
export function plateFault(plate: string): 'letters' | 'unreadable' | null {
  const text = plate.trim();
  if (text === '') return null;
  if (!written.test(text)) return 'letters';
  return readablePlate(text) === null ? 'unreadable' : null;
}

/** Plates are compared without what only separates: `鄂B·12345` is `鄂B12345`. */
export function plainPlate(plate: string): string {
  return plate
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

export function shownPass({ name, plate, ...rest }: VisitorPass): ShownPass {
  return { ...rest, hasName: name !== null, hasPlate: plate !== null };
}

/** As it was at an instant; null before it was issued. */
export function passAt(pass: ShownPass, atMs: number): ShownPass | null {
  if (pass.issuedAtMs > atMs) return null;
  const isRevoked = pass.revokedAtMs !== null && pass.revokedAtMs <= atMs;
  const used = pass.used.filter((use) => use.atMs <= atMs);
  return {
    ...pass,
    ...(isRevoked ? {} : { revokedAtMs: null, revokedBy: null, reason: '' }),
    used,
    useCount: used.length === pass.used.length ? pass.useCount : used.length,
  };
}

/** Doors and gates of a pass, where nobody names them. */
export function usualGates(
  devices: Iterable<{
    readonly key: string;
    readonly placeId: string | null;
    readonly admits: string | null;
  }>,
  placeId: string,
  hasPlate: boolean,
): string[] {
  const isOwn = (place: string | null) =>
    place !== null && (place === placeId || placeId.startsWith(`${place}-`));
  const keys: string[] = [];
  for (const { key, placeId: at, admits } of devices)
    if (admits === 'foot' || (admits === 'vehicle' && hasPlate) || (admits === 'household' && isOwn(at)))
      keys.push(key);
  return keys.sort();
}

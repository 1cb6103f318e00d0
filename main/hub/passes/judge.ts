/** What the hub makes of a passage that a door or gate reports: which pass it was, and whether that pass opens it. Pure but for the store it asks. */
import type { SaidPassage } from '#shared/passes/passage.ts';
import { readablePlate, refusalOf } from '#shared/passes/machine.ts';
import type { Passage, PassRefusal, VisitorPass } from '#shared/protocol/visitorPass.ts';
import { hashOf } from './token.ts';
import type { PassStore } from './passStore.ts';

export interface Verdict {
  readonly result: Passage['result'];
  readonly reason: PassRefusal | null;
  /** Null: it was no visitor's pass, or one that nobody knows. */
  readonly pass: VisitorPass | null;
  /** False: the pass is named, so that nobody reads whose car it is, and does not count as used. */
  readonly isUsed: boolean;
}

export interface JudgedAt {
  readonly compound: string;
  readonly deviceKey: string;
  readonly atMs: number;
  /** Heard long after it happened: whoever asked is gone. */
  readonly isLate: boolean;
  /** Whoever leaves shows nothing to be let in with. */
  readonly isLeaving: boolean;
  /** 0…1: a plate has to be read so surely. */
  readonly leastConfidence: number;
}

export function judge(store: PassStore, at: JudgedAt, said: SaidPassage): Verdict {
  const own: Verdict = {
    result: said.result ?? 'accepted',
    reason: said.result === 'refused' ? (said.reason ?? 'gate') : null,
    pass: null,
    isUsed: false,
  };
  if (at.isLeaving) return { ...own, pass: knownOf(store, at, said) };
  if (said.token !== null) {
    const found = store.ofToken(hashOf(said.token));
    // A pass of another compound tells nobody here anything.
    if (found?.compound !== at.compound)
      return { result: 'refused', reason: 'unknown', pass: null, isUsed: false };
    return verdictOn(found, refusalOf(found, at.deviceKey, at.atMs), said, at);
  }
  const plate = readablePlate(said.plate);
  if (plate === null) return own;
  const passes = store.ofPlate(at.compound, plate);
  const judged = passes.map((pass) => ({ pass, reason: refusalOf(pass, at.deviceKey, at.atMs) }));
  const best = judged.find(({ reason }) => reason === null) ?? judged[0];
  if (!best) return own;
  // Whose car it is stays open; what the device has let in itself is no matter of the hub's.
  if (said.result === null && !isSure(said, at.leastConfidence))
    return { result: 'refused', reason: 'unsure', pass: best.pass, isUsed: false };
  // The car may have become a neighbour’s since; one whose pass was revoked has not.
  if (said.result === 'accepted' && best.reason === 'expired') return own;
  if (said.result === 'accepted' && best.reason !== null && best.reason !== 'revoked')
    return { ...own, pass: best.pass };
  return verdictOn(best.pass, best.reason, said, at);
}

/** Whose pass it is that leaves: one that has been used first, so that his coming and going stand together. */
function knownOf(
  store: PassStore,
  { compound }: JudgedAt,
  { token, plate }: SaidPassage,
): VisitorPass | null {
  const shown = token === null ? null : store.ofToken(hashOf(token));
  if (shown?.compound === compound) return shown;
  const read = readablePlate(plate);
  const passes = read === null ? [] : store.ofPlate(compound, read);
  return passes.find(({ useCount }) => useCount > 0) ?? passes[0] ?? null;
}

/** Where the device does not tell how sure it is, it is taken at its word. */
export function isSure({ confidence }: SaidPassage, leastConfidence: number): boolean {
  return confidence === null || confidence >= leastConfidence;
}

function verdictOn(
  pass: VisitorPass,
  reason: PassRefusal | null,
  said: SaidPassage,
  { isLate }: JudgedAt,
): Verdict {
  if (reason !== null) return { result: 'refused', reason, pass, isUsed: false };
  if (said.result === 'refused') return { result: 'refused', reason: 'gate', pass, isUsed: false };
  // It waited for an answer that did not come.
  if (isLate && said.asks && said.result === null) {
    return { result: 'refused', reason: 'late', pass, isUsed: false };
  }
  return { result: 'accepted', reason: null, pass, isUsed: true };
}

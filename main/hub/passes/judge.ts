/** What the hub makes of a passage that a door or gate reports: which pass it was, and whether that pass opens it. Pure but for the store it asks. */
import { isLeaving, type SaidPassage } from '#shared/passes/passage.ts';
import { readablePlate, refusalOf } from '#shared/passes/machine.ts';
import type { Passage, PassRefusal, VisitorPass } from '#shared/protocol/visitorPass.ts';
import { hashOf } from './token.ts';
import type { PassStore } from './passStore.ts';

export interface Verdict {
  readonly result: Passage['result'];
  readonly reason: PassRefusal | null;
  /** Null: it was no visitor's pass, or one that nobody knows. */
  readonly pass: VisitorPass | null;
}

export interface JudgedAt {
  readonly compound: string;
  readonly deviceKey: string;
  readonly atMs: number;
  /** Heard long after it happened: whoever asked is gone. */
  readonly isLate: boolean;
  /** 0…1: a plate has to be read so surely. */
  readonly leastConfidence: number;
}

export function judge(store: PassStore, at: JudgedAt, said: SaidPassage): Verdict {
  const own: Verdict = {
    result: said.result ?? 'accepted',
    reason: said.result === 'refused' ? (said.reason ?? 'gate') : null,
    pass: null,
  };
  if (isLeaving(said)) return own;
  if (said.token !== null) {
    const found = store.ofToken(hashOf(said.token));
    // A pass of another compound tells nobody here anything.
    if (found?.compound !== at.compound) return { result: 'refused', reason: 'unknown', pass: null };
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
    return { result: 'refused', reason: 'unsure', pass: best.pass };
  // The car may have become a neighbour’s since; one whose pass was revoked has not.
  if (said.result === 'accepted' && best.reason !== null && best.reason !== 'revoked') return own;
  return verdictOn(best.pass, best.reason, said, at);
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
  if (reason !== null) return { result: 'refused', reason, pass };
  if (said.result === 'refused') return { result: 'refused', reason: 'gate', pass };
  // It waited for an answer that did not come.
  if (isLate && said.asks && said.result === null) return { result: 'refused', reason: 'late', pass };
  return { result: 'accepted', reason: null, pass };
}

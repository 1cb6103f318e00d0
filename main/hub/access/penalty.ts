/**
 * What a wrong secret costs: the answer comes late, and of one address only a few may wait at a time, so that trying
 * many at once gains nothing.
 */
export interface Penalty {
  /** False at once where too many wrong ones of this address are waiting already. */
  pay(address: string): Promise<boolean>;
  /** Whether this address may try at all now. */
  open(address: string): boolean;
}

const waitingOfOne = 8;
const waitingOfAll = 1000;

export function createPenalty(delayMs = 1000): Penalty {
  const waiting = new Map<string, number>();
  let all = 0;
  const open = (address: string) => (waiting.get(address) ?? 0) < waitingOfOne && all < waitingOfAll;
  return {
    open,
    async pay(address) {
      if (!open(address)) return false;
      all++;
      waiting.set(address, (waiting.get(address) ?? 0) + 1);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      all--;
      const left = (waiting.get(address) ?? 1) - 1;
      if (left > 0) waiting.set(address, left);
      else waiting.delete(address);
      return true;
    },
  };
}

/**
 * The texts a compound's points have now, by code. A code is given once and never again, because history refers to it;
 * the text of a code lives in history beside its readings, and here only while a point has it. So texts that change all
 * day, plates and names, fill no memory.
 */
export interface WordsOptions {
  /** Codes are promised in blocks: no lower code than `next` is free after a restart, whatever was still in memory. */
  readonly promise: (next: number) => void;
  /** A text is about to be used, or still is: history must know it. */
  readonly keep: (code: number, word: string) => void;
}

const blockSize = 10_000;
/** A text that stays is told to history again, so that it is not forgotten with old readings. */
const keepAgainMs = 12 * 3_600_000;
const sweepFrom = 1000;

interface Word {
  readonly text: string;
  /** Points that have it now. */
  uses: number;
  keptMs: number;
}

export class Words {
  private readonly options: WordsOptions;
  private readonly byCode = new Map<number, Word>([[0, { text: '', uses: Infinity, keptMs: Infinity }]]);
  private readonly codes = new Map<string, number>([['', 0]]);
  private unused: number[] = [];
  private next = 1;
  private promised = 1;
  /** Codes that have come since they were last taken, for screens. */
  private fresh: number[] = [];

  constructor(options: WordsOptions) {
    this.options = options;
  }

  /** No code below is given again. */
  startFrom(next: number): void {
    this.next = this.promised = Math.max(this.next, next);
  }

  text(code: number): string | null {
    return this.byCode.get(code)?.text ?? null;
  }

  /** Code of a text; it stays here while a point has it. */
  intern(text: string, nowMs: number): number {
    const known = this.codes.get(text);
    if (known !== undefined) {
      const word = this.byCode.get(known);
      if (word && nowMs - word.keptMs > keepAgainMs) {
        word.keptMs = nowMs;
        this.options.keep(known, text);
      }
      return known;
    }
    const code = this.next++;
    if (code >= this.promised) {
      this.promised = code + blockSize;
      this.options.promise(this.promised);
    }
    this.put(code, text, nowMs);
    this.options.keep(code, text);
    return code;
  }

  /** A text of before, known again. */
  recall(code: number, text: string, nowMs: number): void {
    if (!this.byCode.has(code)) this.put(code, text, nowMs);
  }

  /** A point has another text. */
  replace(before: number, after: number): void {
    const old = this.byCode.get(before);
    if (old && --old.uses === 0) this.unused.push(before);
    const word = this.byCode.get(after);
    if (word) word.uses++;
    if (this.unused.length > sweepFrom) this.sweep();
  }

  /** All that points have now, as [code, text]. */
  inUse(): [number, string][] {
    return [...this.byCode].flatMap(([code, { text, uses }]) => (uses > 0 ? [[code, text]] : []));
  }

  /** Those in use that came since this was called last. */
  takeFresh(): [number, string][] {
    const taken = this.fresh.flatMap((code): [number, string][] => {
      const word = this.byCode.get(code);
      return word && word.uses > 0 ? [[code, word.text]] : [];
    });
    this.fresh = [];
    return taken;
  }

  get size(): number {
    return this.byCode.size;
  }

  private put(code: number, text: string, nowMs: number): void {
    this.byCode.set(code, { text, uses: 0, keptMs: nowMs });
    this.codes.set(text, code);
    // Until a point has it, it may go: a late reading's text is history's alone.
    this.unused.push(code);
    this.fresh.push(code);
  }

  private sweep(): void {
    for (const code of this.unused) {
      const word = this.byCode.get(code);
      if (!word || word.uses > 0) continue;
      this.byCode.delete(code);
      if (this.codes.get(word.text) === code) this.codes.delete(word.text);
    }
    this.unused = [];
  }
}

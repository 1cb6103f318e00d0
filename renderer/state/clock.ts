/**
 * The screen's one clock: which instant is shown, whether it moves, how fast. Scene, panels, video and charts read it;
 * nothing else looks at the machine's time for display. In LIVE the instant is the hub's time.
 */
export type ClockMode = 'live' | 'replay';

export interface ClockState {
  readonly mode: ClockMode;
  readonly playing: boolean;
  readonly rate: number;
}

export const rates = [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64] as const;

export class Clock {
  private state: ClockState = { mode: 'live', playing: true, rate: 1 };
  private baseMs = 0;
  private baseAt = 0;
  private hubOffsetMs = 0;
  private readonly listeners = new Set<() => void>();
  private readonly machineMs: () => number;

  constructor(machineMs: () => number = () => Date.now()) {
    this.machineMs = machineMs;
  }

  /** Tells what the hub's time is now. */
  alignToHub(hubTimeMs: number): void {
    this.hubOffsetMs = hubTimeMs - this.machineMs();
  }

  hubNowMs(): number {
    return this.machineMs() + this.hubOffsetMs;
  }

  instantMs(): number {
    if (this.state.mode === 'live') return this.hubNowMs();
    if (!this.state.playing) return this.baseMs;
    return Math.min(this.hubNowMs(), this.baseMs + (this.machineMs() - this.baseAt) * this.state.rate);
  }

  get current(): ClockState {
    return this.state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Into replay, standing at `atMs` unless it was playing. */
  seek(atMs: number): void {
    const playing = this.state.mode === 'replay' && this.state.playing;
    this.rebase(Math.min(atMs, this.hubNowMs()));
    this.change({ ...this.state, mode: 'replay', playing });
  }

  play(): void {
    if (this.state.mode === 'live') return;
    this.rebase(this.instantMs());
    this.change({ ...this.state, playing: true });
  }

  /** Pausing LIVE freezes the picture: that is replay at this instant. */
  pause(): void {
    this.rebase(this.instantMs());
    this.change({ ...this.state, mode: 'replay', playing: false });
  }

  setRate(rate: number): void {
    this.rebase(this.instantMs());
    this.change({ ...this.state, rate: Math.min(64, Math.max(0.1, rate)) });
  }

  /** Live runs at one speed. */
  faster(step: 1 | -1): void {
    if (this.state.mode === 'live') return;
    const at = rates.findIndex((rate) => rate >= this.state.rate);
    this.setRate(rates[Math.min(rates.length - 1, Math.max(0, at + step))] ?? 1);
  }

  live(): void {
    this.change({ mode: 'live', playing: true, rate: 1 });
  }

  private rebase(atMs: number): void {
    this.baseMs = atMs;
    this.baseAt = this.machineMs();
  }

  private change(state: ClockState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

/**
 * The screen's one clock: which instant is shown, whether it moves, how fast. Scene, panels, video and charts read it;
 * nothing else looks at the machine's time for display. In LIVE the instant is the hub's time, and stands still while
 * the hub is away. In replay it is the instant whose state is on the screen: a wish to see another changes it only once
 * that state is there (`settle`); playing moves it by what was played into the world (`advance`).
 */
export type ClockMode = 'live' | 'replay';

export interface ClockState {
  readonly mode: ClockMode;
  readonly playing: boolean;
  /** Seconds of the past per second; below zero it runs backwards. */
  readonly rate: number;
  /** A stretch of time is played again and again. */
  readonly looping: boolean;
}

/** A stretch of time, milliseconds since 1970, ends included. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

export const rates = [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64] as const;

const live: ClockState = { mode: 'live', playing: true, rate: 1, looping: false };

export class Clock {
  private mode: ClockMode = 'live';
  /** How replay goes on, also while its first state is on the way. */
  private playing = false;
  private rate = 1;
  private shownMs = 0;
  private wish: number | null = null;
  private hubOffsetMs = 0;
  private lostAt: number | null = null;
  private bounds: TimeRange | null = null;
  private looped: TimeRange | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly machineMs: () => number;

  constructor(machineMs: () => number = () => Date.now()) {
    this.machineMs = machineMs;
  }

  /** Tells what the hub's time is now. */
  alignToHub(hubTimeMs: number): void {
    this.hubOffsetMs = hubTimeMs - this.machineMs();
  }

  /** By the last word of the hub; goes on while it is away. */
  hubNowMs(): number {
    return this.machineMs() + this.hubOffsetMs;
  }

  /** The hub is out of reach since now, or back. */
  setReachable(reachable: boolean): void {
    if (reachable === (this.lostAt === null)) return;
    this.lostAt = reachable ? null : this.hubNowMs();
    this.tell();
  }

  /** Hub time; null while it is in reach. */
  lostSinceMs(): number | null {
    return this.lostAt;
  }

  instantMs(): number {
    if (this.mode === 'live') return this.lostAt ?? this.hubNowMs();
    return this.shownMs;
  }

  /** Where the screen is going; the instant itself when it is there. */
  wishMs(): number {
    return this.wish ?? this.instantMs();
  }

  /** The state of another instant was asked for and is not there yet. */
  isWaiting(): boolean {
    return this.wish !== null;
  }

  get current(): ClockState {
    if (this.mode === 'live') return live;
    return { mode: 'replay', playing: this.playing, rate: this.rate, looping: this.looped !== null };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Wishes to see `atMs`. From live it is a wish to stand there. */
  seek(atMs: number): void {
    if (this.mode === 'live' && this.wish === null) this.playing = false;
    if (this.mode === 'live') this.rate = 1;
    this.wish = Math.max(this.firstMs(), Math.min(atMs, this.lastMs()));
    this.tell();
  }

  /** The state of `atMs` is on the screen. */
  settle(atMs: number): void {
    this.mode = 'replay';
    this.shownMs = atMs;
    if (this.wish === atMs) this.wish = null;
    this.tell();
  }

  /** Playing went on to `atMs`. Nobody is told: who shows the time looks at it. */
  advance(atMs: number): void {
    if (this.mode === 'replay') this.shownMs = atMs;
  }

  /** What was wished for cannot be had. */
  giveUp(): void {
    this.wish = null;
    this.tell();
  }

  play(): void {
    if (this.mode === 'live' && this.wish === null) return;
    this.playing = true;
    if (this.rate < 0) this.rate = 1;
    // A recording that has come to its end begins anew.
    if (this.bounds && this.wishMs() >= this.bounds.toMs) this.seek(this.bounds.fromMs);
    else this.tell();
  }

  /** Pausing LIVE freezes the picture: that is replay at this instant. */
  pause(): void {
    if (this.mode === 'live') {
      this.seek(this.wishMs());
      return;
    }
    this.playing = false;
    this.tell();
  }

  setRate(rate: number): void {
    const speed = Math.min(64, Math.max(0.1, Math.abs(rate)));
    this.rate = rate < 0 ? -speed : speed;
    this.tell();
  }

  /** Plays in a direction; when it does so already, twice as fast. Back from LIVE begins at now. */
  shuttle(direction: 1 | -1): void {
    if (this.mode === 'live') {
      if (direction > 0) return;
      this.seek(this.wishMs());
      this.playing = true;
      this.rate = -1;
      this.tell();
      return;
    }
    const goes = this.playing && Math.sign(this.rate) === direction;
    const faster = rates.find((rate) => rate > Math.abs(this.rate)) ?? rates[rates.length - 1] ?? 64;
    this.rate = direction * (goes ? faster : 1);
    this.playing = true;
    this.tell();
  }

  /** A recording has no present: it is where it ends. */
  live(): void {
    if (this.bounds) {
      this.playing = false;
      this.seek(this.bounds.toMs);
      return;
    }
    this.mode = 'live';
    this.looped = null;
    this.wish = null;
    this.playing = false;
    this.rate = 1;
    this.tell();
  }

  /** Of a recording: nothing is shown beyond, and it opens in replay at its beginning. Null: the present is the end. */
  setBounds(bounds: TimeRange | null): void {
    if (this.bounds?.fromMs === bounds?.fromMs && this.bounds?.toMs === bounds?.toMs) return;
    this.bounds = bounds;
    this.looped = null;
    if (!bounds) return this.live();
    this.mode = 'replay';
    this.playing = false;
    this.rate = 1;
    this.shownMs = this.wish = bounds.fromMs;
    this.tell();
  }

  /** The first instant that can be shown. */
  firstMs(): number {
    return this.bounds?.fromMs ?? 0;
  }

  /** The last one: now, or where a recording ends. */
  lastMs(): number {
    return this.bounds?.toMs ?? this.hubNowMs();
  }

  get isRecording(): boolean {
    return this.bounds !== null;
  }

  /** What is played again and again; null: nothing is. */
  get loop(): TimeRange | null {
    return this.looped;
  }

  setLoop(loop: TimeRange | null): void {
    this.looped = loop;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Alarm tones made in the browser, no files: one short figure per priority. */
import type { AlarmPriority } from '#shared/systems/declaration.ts';

interface Note {
  readonly hz: number;
  readonly atS: number;
  readonly lengthS: number;
}

/** The graver, the higher, the more notes. */
const figures: Readonly<Record<AlarmPriority, readonly Note[]>> = {
  1: [0, 1, 2, 3].map((i) => ({ hz: i % 2 === 0 ? 960 : 770, atS: i * 0.22, lengthS: 0.2 })),
  2: [0, 1].map((i) => ({ hz: 880, atS: i * 0.3, lengthS: 0.16 })),
  3: [{ hz: 660, atS: 0, lengthS: 0.25 }],
  4: [{ hz: 520, atS: 0, lengthS: 0.18 }],
};
const loudness = 0.25;
const edgeS = 0.012;

export interface Tones {
  /** Until someone touches the page, browsers keep it silent. */
  readonly blocked: () => boolean;
  play(priority: AlarmPriority): void;
  /** Call from a key or a click. */
  unblock(): void;
}

export function createTones(): Tones {
  let context: AudioContext | undefined;
  const open = () => (context ??= new AudioContext());
  return {
    blocked: () => context?.state !== 'running',
    unblock: () => void open().resume(),
    play(priority) {
      const audio = open();
      if (audio.state !== 'running') return;
      for (const { hz, atS, lengthS } of figures[priority]) {
        const start = audio.currentTime + atS;
        const voice = new OscillatorNode(audio, { type: 'triangle', frequency: hz });
        const gain = new GainNode(audio, { gain: 0 });
        gain.gain.setValueAtTime(0, start);
        gain.gain.linearRampToValueAtTime(loudness, start + edgeS);
        gain.gain.setValueAtTime(loudness, start + lengthS - edgeS);
        gain.gain.linearRampToValueAtTime(0, start + lengthS);
        voice.connect(gain).connect(audio.destination);
        voice.start(start);
        voice.stop(start + lengthS);
      }
    },
  };
}

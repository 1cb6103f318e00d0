/** The one voice of a screen: the gravest alarm speaks, again and again until somebody has seen it. */
import { repeatMs } from '#shared/alarms/voice.ts';
import type { AlarmPriority } from '#shared/systems/declaration.ts';
import type { Tones } from '#ui/tones.ts';

/** In a flood one call a second is heard, not twenty on top of each other. */
const apartMs = 1000;

export interface Voice {
  /** What is gravest now; null: nothing asks. */
  say(priority: AlarmPriority | null): void;
  /** Something new of a priority: heard at once where it is the one that speaks. */
  more(priority: AlarmPriority): void;
  dispose(): void;
}

export function createVoice(options: {
  readonly tones: Pick<Tones, 'play' | 'blocked'>;
  readonly isMuted: () => boolean;
  /** Whether the browser kept the last sounding silent. */
  readonly onBlocked: (blocked: boolean) => void;
}): Voice {
  const { tones, isMuted, onBlocked } = options;
  let voice: AlarmPriority | null = null;
  let soundedAtMs = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const sound = () => {
    clearTimeout(timer);
    if (voice === null) return;
    if (!isMuted()) tones.play(voice);
    soundedAtMs = performance.now();
    onBlocked(tones.blocked());
    const againMs = repeatMs[voice];
    if (againMs !== null) timer = setTimeout(sound, againMs);
  };
  return {
    say(priority) {
      if (priority === voice) return;
      voice = priority;
      sound();
    },
    more(priority) {
      if (priority === voice && performance.now() - soundedAtMs > apartMs) sound();
    },
    dispose: () => clearTimeout(timer),
  };
}

/** Until somebody touches the page, browsers keep it silent. */
export function unblockAtTouch(tones: Pick<Tones, 'unblock'>, unblocked: () => void): void {
  for (const touch of ['pointerdown', 'keydown'] as const)
    addEventListener(
      touch,
      () => {
        tones.unblock();
        unblocked();
      },
      { once: true },
    );
}

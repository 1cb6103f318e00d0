/**
 * Sounds the live alarms of all compounds, in replay too: the gravest unacknowledged one speaks, repeats until somebody acknowledges, and
 * can be muted for a few minutes. A new P1 ends a mute.
 */
import { repeatMs, voiceOf } from '#shared/alarms/voice.ts';
import type { AlarmPriority } from '#shared/systems/declaration.ts';
import { createTones } from '#ui/tones.ts';
import { elsewhere, isNewlyGrave } from './elsewhere.ts';
import { setOperations, useOperations } from './operations.ts';
import type { Session } from './session.ts';

function gravest(a: AlarmPriority | null, b: AlarmPriority | null): AlarmPriority | null {
  return a === null || (b !== null && b < a) ? b : a;
}

export function startAlarmSound(session: Session): void {
  const tones = createTones();
  let voice: AlarmPriority | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const muted = () => {
    const { mutedUntilMs } = useOperations.getState();
    return mutedUntilMs !== null && session.clock.hubNowMs() < mutedUntilMs;
  };
  const sound = () => {
    clearTimeout(timer);
    if (voice === null) return;
    if (!muted()) tones.play(voice);
    setOperations({ soundBlocked: tones.blocked() });
    const againMs = repeatMs[voice];
    if (againMs !== null) timer = setTimeout(sound, againMs);
  };

  useOperations.subscribe((state, before) => {
    if (state.liveAlarms === before.liveAlarms && state.compounds === before.compounds) return;
    const calls = elsewhere(state.compounds, state.compoundId);
    if (isNewlyGrave(calls, before.compounds)) setOperations({ mutedUntilMs: null });
    const next = gravest(voiceOf(state.liveAlarms), calls[0]?.priority ?? null);
    if (next === voice) return;
    voice = next;
    sound();
  });
  session.onAlarmRaised(({ priority }) => {
    if (priority === 1) setOperations({ mutedUntilMs: null });
    // Something new of the same gravity is heard at once.
    if (priority === voice) sound();
  });
  for (const touch of ['pointerdown', 'keydown'] as const) {
    addEventListener(
      touch,
      () => {
        tones.unblock();
        setOperations({ soundBlocked: false });
      },
      { once: true },
    );
  }
}

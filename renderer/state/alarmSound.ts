/**
 * Sounds the live alarms of all compounds, in replay too: the gravest unacknowledged one speaks, repeats until somebody acknowledges, and
 * can be muted for a few minutes. A new P1 ends a mute.
 */
import { repeatMs, voiceOf } from '#shared/alarms/voice.ts';
import type { AlarmPriority } from '#shared/systems/declaration.ts';
import { createTones } from '#ui/tones.ts';
import { elsewhere, isNewlyGrave } from './elsewhere.ts';
import type { ScreenContext } from './screenContext.ts';

/** In a flood one call a second is heard, not twenty on top of each other. */
const apartMs = 1000;

function gravest(a: AlarmPriority | null, b: AlarmPriority | null): AlarmPriority | null {
  return a === null || (b !== null && b < a) ? b : a;
}

export function startAlarmSound({ session, clock, facts, choices }: ScreenContext): void {
  const tones = createTones();
  let voice: AlarmPriority | null = null;
  let soundedAtMs = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const muted = () => {
    const { mutedUntilMs } = choices.getState();
    return mutedUntilMs !== null && clock.hubNowMs() < mutedUntilMs;
  };
  const unmute = () => {
    if (choices.getState().mutedUntilMs !== null) choices.setState({ mutedUntilMs: null });
  };
  const sound = () => {
    clearTimeout(timer);
    if (voice === null) return;
    if (!muted()) tones.play(voice);
    soundedAtMs = performance.now();
    const soundBlocked = tones.blocked();
    if (soundBlocked !== facts.getState().soundBlocked) facts.setState({ soundBlocked });
    const againMs = repeatMs[voice];
    if (againMs !== null) timer = setTimeout(sound, againMs);
  };

  facts.subscribe((now, before) => {
    if (now.liveAlarms === before.liveAlarms && now.compounds === before.compounds) return;
    const calls = elsewhere(now.compounds, now.compoundId);
    if (isNewlyGrave(calls, before.compounds)) unmute();
    const next = gravest(voiceOf(now.liveAlarms), calls[0]?.priority ?? null);
    if (next === voice) return;
    voice = next;
    sound();
  });
  session.onAlarmRaised(({ priority }) => {
    if (priority === 1) unmute();
    // Something new of the same gravity is heard at once.
    if (priority === voice && performance.now() - soundedAtMs > apartMs) sound();
  });
  for (const touch of ['pointerdown', 'keydown'] as const) {
    addEventListener(
      touch,
      () => {
        tones.unblock();
        facts.setState({ soundBlocked: false });
      },
      { once: true },
    );
  }
}

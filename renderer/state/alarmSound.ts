/**
 * Sounds the live alarms of all compounds, in replay too: the gravest unacknowledged one speaks, repeats until somebody acknowledges, and
 * can be muted for a few minutes. A new P1 ends a mute.
 */
import { voiceOf } from '#shared/alarms/voice.ts';
import type { AlarmPriority } from '#shared/systems/declaration.ts';
import { createTones } from '#ui/tones.ts';
import { elsewhere, isNewlyGrave } from './elsewhere.ts';
import type { ScreenContext } from './screenContext.ts';
import { createVoice, unblockAtTouch } from './voice.ts';

function gravest(a: AlarmPriority | null, b: AlarmPriority | null): AlarmPriority | null {
  return a === null || (b !== null && b < a) ? b : a;
}

export function startAlarmSound({ session, clock, facts, choices }: ScreenContext): void {
  const tones = createTones();
  const unmute = () => {
    if (choices.getState().mutedUntilMs !== null) choices.setState({ mutedUntilMs: null });
  };
  const voice = createVoice({
    tones,
    isMuted() {
      const { mutedUntilMs } = choices.getState();
      return mutedUntilMs !== null && clock.hubNowMs() < mutedUntilMs;
    },
    onBlocked(soundBlocked) {
      if (soundBlocked !== facts.getState().soundBlocked) facts.setState({ soundBlocked });
    },
  });

  facts.subscribe((now, before) => {
    if (now.liveAlarms === before.liveAlarms && now.compounds === before.compounds) return;
    const calls = elsewhere(now.compounds, now.compoundId);
    if (isNewlyGrave(calls, before.compounds)) unmute();
    voice.say(gravest(voiceOf(now.liveAlarms), calls[0]?.priority ?? null));
  });
  session.onAlarmRaised(({ priority }) => {
    if (priority === 1) unmute();
    voice.more(priority);
  });
  unblockAtTouch(tones, () => facts.setState({ soundBlocked: false }));
}

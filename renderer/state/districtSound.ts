/** The voice of the district's page: the gravest alarm of any compound that nobody has seen. A new P1 ends a mute. */
import { longestMuteMs } from '#shared/alarms/voice.ts';
import { createTones, type Tones } from '#ui/tones.ts';
import type { DistrictContext } from './districtContext.ts';
import { elsewhere, isNewlyGrave } from './elsewhere.ts';
import { totals } from './standing.ts';
import { createVoice, unblockAtTouch } from './voice.ts';

export function isDistrictMuted({ clock, facts }: Pick<DistrictContext, 'clock' | 'facts'>): boolean {
  const { mutedUntilMs } = facts.getState();
  return mutedUntilMs !== null && clock.hubNowMs() < mutedUntilMs;
}

export function toggleDistrictMute(district: Pick<DistrictContext, 'clock' | 'facts'>): void {
  const mutedUntilMs = isDistrictMuted(district) ? null : district.clock.hubNowMs() + longestMuteMs;
  district.facts.setState({ mutedUntilMs });
}

export function startDistrictSound(
  district: Pick<DistrictContext, 'clock' | 'facts'>,
  tones: Tones = createTones(),
): () => void {
  const { facts } = district;
  const voice = createVoice({
    tones,
    isMuted: () => isDistrictMuted(district),
    onBlocked(soundBlocked) {
      if (soundBlocked !== facts.getState().soundBlocked) facts.setState({ soundBlocked });
    },
  });
  const stop = facts.subscribe(({ compounds }, { compounds: before }) => {
    if (compounds === before) return;
    const calls = elsewhere(compounds, null);
    if (isNewlyGrave(calls, before)) facts.setState({ mutedUntilMs: null });
    const priority = calls[0]?.priority ?? null;
    voice.say(priority);
    if (priority === null) return;
    const count = (all: typeof compounds) => totals(all, 'asking')[priority - 1] ?? 0;
    if (count(compounds) > count(before)) voice.more(priority);
  });
  unblockAtTouch(tones, () => facts.setState({ soundBlocked: false }));
  return () => {
    stop();
    voice.dispose();
  };
}

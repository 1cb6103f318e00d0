/** The screen itself: search, help, sound, look, language, administration. */
import { longestMuteMs } from '#shared/alarms/voice.ts';
import { mayNotify } from '#state/alarmCalls.ts';
import { cross } from '#state/crossing.ts';
import { presetNames } from '#state/layout.ts';
import { toggleLanguage } from '#state/preferences.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import type { ScreenCommand } from './command.ts';
import { leaveOne } from './leaving.ts';

const nextDaylight = { auto: 'day', day: 'night', night: 'auto' } as const;
const nextQuality = { auto: 'high', high: 'low', low: 'auto' } as const;

export function isMuted({ choices, clock }: ScreenContext): boolean {
  const { mutedUntilMs } = choices.getState();
  return mutedUntilMs !== null && mutedUntilMs > clock.hubNowMs();
}

export const screenCommands: readonly ScreenCommand[] = [
  {
    id: 'screen.search',
    group: 'screen',
    text: 'top.search',
    keys: ['/', 'Ctrl+K'],
    unlisted: true,
    run: ({ choices }) => choices.setState({ overlay: 'search' }),
  },
  {
    id: 'screen.district',
    group: 'screen',
    text: 'district.open',
    keys: ['Shift+D'],
    needs: 'state.read',
    run: ({ facts, scene }) =>
      cross('district', {
        compound: facts.getState().compoundId ?? '',
        pose: scene.current()?.viewpoint.pose() ?? null,
        alarmId: null,
      }),
  },
  {
    id: 'screen.keys',
    group: 'screen',
    text: 'keys.title',
    keys: ['?'],
    run: ({ choices }) => choices.setState({ overlay: 'keys' }),
  },
  {
    id: 'screen.mute',
    group: 'screen',
    text: (screen) => (isMuted(screen) ? 'sound.unmute' : 'sound.mute'),
    keys: ['M'],
    isOn: isMuted,
    run: (screen) =>
      screen.choices.setState({
        mutedUntilMs: isMuted(screen) ? null : screen.clock.hubNowMs() + longestMuteMs,
      }),
  },
  {
    id: 'screen.speak',
    group: 'screen',
    text: ({ preferences }) => (preferences.getState().spoken ? 'sound.spoken.off' : 'sound.spoken.on'),
    isOn: ({ preferences }) => preferences.getState().spoken,
    unable: () => ('speechSynthesis' in globalThis ? null : 'why.speech'),
    run: ({ preferences }) => preferences.setState(({ spoken }) => ({ spoken: !spoken })),
  },
  {
    id: 'screen.notify',
    group: 'screen',
    text: ({ preferences }) =>
      preferences.getState().desktopNotices ? 'sound.desktop.off' : 'sound.desktop.on',
    isOn: ({ preferences }) => preferences.getState().desktopNotices,
    unable: () => ('Notification' in globalThis ? null : 'why.notifications'),
    run: async ({ preferences, notices }) => {
      const wanted = !preferences.getState().desktopNotices;
      if (wanted && !(await mayNotify())) return notices.say('error', { key: 'why.notifications' });
      preferences.setState({ desktopNotices: wanted });
    },
  },
  {
    id: 'screen.leave',
    group: 'screen',
    text: 'keys.escape',
    keys: ['Escape'],
    unlisted: true,
    run: leaveOne,
  },
  {
    id: 'screen.models',
    group: 'screen',
    text: 'top.models',
    run: ({ choices }) => choices.setState({ overlay: 'models' }),
  },
  {
    id: 'screen.rejections',
    group: 'screen',
    text: 'rejections.title',
    run: ({ choices }) => choices.setState({ overlay: 'rejections' }),
  },
  {
    id: 'screen.daylight',
    group: 'screen',
    text: ({ preferences }) => `top.daylight.${preferences.getState().daylight}`,
    run: ({ preferences }) => preferences.setState(({ daylight }) => ({ daylight: nextDaylight[daylight] })),
  },
  {
    id: 'screen.quality',
    group: 'screen',
    text: ({ preferences }) => `top.quality.${preferences.getState().quality}`,
    run: ({ preferences }) => preferences.setState(({ quality }) => ({ quality: nextQuality[quality] })),
  },
  {
    id: 'screen.theme',
    group: 'screen',
    text: ({ preferences }) =>
      preferences.getState().theme === 'duty' ? 'top.theme.showcase' : 'top.theme.duty',
    run: ({ preferences }) =>
      preferences.setState(({ theme }) => ({ theme: theme === 'duty' ? 'showcase' : 'duty' })),
  },
  {
    id: 'screen.language',
    group: 'screen',
    text: 'top.language',
    run: ({ preferences }) => toggleLanguage(preferences),
  },
  ...presetNames.map((preset): ScreenCommand => ({
    id: `layout.${preset}`,
    group: 'screen',
    text: `layout.${preset}`,
    run: ({ layout }) => layout.current()?.apply(preset),
  })),
  ...(['journal', 'handover'] as const).map((panel): ScreenCommand => ({
    id: `panel.${panel}`,
    group: 'screen',
    text: `${panel}.title`,
    needs: 'history.read',
    run: ({ layout }) => layout.current()?.show(panel),
  })),
  ...(['drills', 'procedures', 'rules'] as const).map((panel): ScreenCommand => ({
    id: `panel.${panel}`,
    group: 'incidents',
    text: `${panel}.title`,
    needs: 'rules.edit',
    run: ({ layout }) => layout.current()?.show(panel),
  })),
  {
    id: 'panel.notices',
    group: 'incidents',
    text: 'notices.title',
    needs: 'notices.read',
    run: ({ layout }) => layout.current()?.show('notices'),
  },
  {
    id: 'panel.alarmFigures',
    group: 'alarms',
    text: 'figuresOf.title',
    needs: 'alarms.read',
    run: ({ layout }) => layout.current()?.show('alarmFigures'),
  },
  {
    id: 'layout.reset',
    group: 'screen',
    text: 'layout.reset',
    run: ({ layout }) => layout.current()?.reset(),
  },
  ...(['fire', 'throw'] as const).map((scenario): ScreenCommand => ({
    id: `demo.${scenario}`,
    group: 'demo',
    text: `time.demo.${scenario}`,
    needs: 'demo.run',
    acts: true,
    run: ({ session }) => session.command('runDemo', { scenario }),
  })),
];

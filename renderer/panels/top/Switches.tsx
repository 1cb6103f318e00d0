/** Top right: sound, search, models, light, theme, language, keys. */
import {
  Bell,
  BellOff,
  BellRing,
  Boxes,
  Keyboard,
  Languages,
  Moon,
  Search,
  Sun,
  SunMoon,
  Tv,
} from 'lucide-react';
import { voiceOf } from '#shared/alarms/voice.ts';
import { setOperations, useOperations } from '#state/operations.ts';
import { toggleLanguage } from '#state/language.ts';
import { session } from '#state/session.ts';
import { useInstant } from '#ui/useInstant.ts';
import { stopwatch, useText } from '#ui/useText.ts';
import { changeDaylight, toggleMute, toggleTheme } from '#commands/actions.ts';

const daylightIcons = { auto: SunMoon, day: Sun, night: Moon } as const;

export function Switches() {
  const { t } = useText();
  const daylight = useOperations((state) => state.daylight);
  const theme = useOperations((state) => state.theme);
  const DaylightIcon = daylightIcons[daylight];
  return (
    <nav className="switches">
      <Sound />
      <IconButton
        label={t('top.search')}
        testId="search"
        onClick={() => setOperations({ overlay: 'search' })}
        icon={<Search size="1.15em" />}
      />
      <IconButton
        label={t('top.models')}
        onClick={() => setOperations({ overlay: 'models' })}
        icon={<Boxes size="1.15em" />}
      />
      <IconButton
        label={t(`top.daylight.${daylight}`)}
        onClick={changeDaylight}
        icon={<DaylightIcon size="1.15em" />}
      />
      <IconButton
        label={t(theme === 'duty' ? 'top.theme.showcase' : 'top.theme.duty')}
        onClick={toggleTheme}
        icon={<Tv size="1.15em" />}
      />
      <IconButton label={t('top.language')} onClick={toggleLanguage} icon={<Languages size="1.15em" />} />
      <IconButton
        label={t('top.keys')}
        onClick={() => setOperations({ overlay: 'keys' })}
        icon={<Keyboard size="1.15em" />}
      />
    </nav>
  );
}

function IconButton(props: { label: string; testId?: string; onClick: () => void; icon: React.ReactNode }) {
  return (
    <button
      className="icon-button"
      aria-label={props.label}
      title={props.label}
      data-testid={props.testId}
      onClick={props.onClick}
    >
      {props.icon}
    </button>
  );
}

function Sound() {
  const { t } = useText();
  const mutedUntilMs = useOperations((state) => state.mutedUntilMs);
  const blocked = useOperations((state) => state.soundBlocked);
  const sounding = useOperations((state) => voiceOf(state.liveAlarms) !== null);
  useInstant(1000);
  const leftMs = mutedUntilMs === null ? 0 : mutedUntilMs - session().clock.hubNowMs();
  const muted = leftMs > 0;
  const label = muted
    ? t('top.sound.muted', { left: stopwatch(leftMs) })
    : t(blocked ? 'top.sound.blocked' : 'top.sound.mute');
  const Icon = muted || blocked ? BellOff : sounding ? BellRing : Bell;
  return (
    <button
      className={`icon-button sound ${muted ? 'muted' : ''} ${blocked ? 'blocked' : ''}`}
      aria-label={label}
      aria-pressed={muted}
      title={label}
      data-testid="sound"
      onClick={toggleMute}
    >
      <Icon size="1.15em" />
      {muted && <small>{stopwatch(leftMs)}</small>}
    </button>
  );
}

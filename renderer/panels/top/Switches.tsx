/** Top right: sound, search, models, light, theme, language, keys. */
import {
  Bell,
  BellOff,
  BellRing,
  Boxes,
  Ellipsis,
  Keyboard,
  Languages,
  Moon,
  Search,
  Sun,
  SunMoon,
  Tv,
} from 'lucide-react';
import { CommandButton, useCommand } from '#commands/CommandButton.tsx';
import { runCommand } from '#commands/index.ts';
import { DropdownMenu } from 'radix-ui';
import { voiceOf } from '#shared/alarms/voice.ts';
import { useInstant } from '#state/useInstant.ts';
import { useChoices, useFacts, usePreferences, useScreen } from '#state/useScreen.tsx';
import { stopwatch, useText } from '#ui/useText.ts';

const daylightIcons = { auto: SunMoon, day: Sun, night: Moon } as const;

export function Switches() {
  const { t } = useText();
  const daylight = usePreferences((preferences) => preferences.daylight);
  const DaylightIcon = daylightIcons[daylight];
  return (
    <nav className="switches" aria-label={t('top.switches')}>
      <Sound />
      <More />
      <CommandButton
        className="icon-button"
        command="screen.search"
        testId="search"
        icon={<Search size="1.15em" />}
      />
      <Switch command="screen.models" icon={<Boxes size="1.15em" />} />
      <Switch command="screen.daylight" icon={<DaylightIcon size="1.15em" />} />
      <Switch command="screen.theme" icon={<Tv size="1.15em" />} />
      <Switch command="screen.language" testId="language" icon={<Languages size="1.15em" />} />
      <Switch command="screen.keys" icon={<Keyboard size="1.15em" />} />
    </nav>
  );
}

function Switch(props: { command: string; testId?: string; icon: React.ReactNode }) {
  return <CommandButton className="icon-button wide" {...props} />;
}

const folded = [
  'screen.models',
  'screen.daylight',
  'screen.quality',
  'screen.theme',
  'screen.language',
  'screen.keys',
] as const;

/** Where there is no room for them side by side, the same switches in one menu. */
function More() {
  const { t } = useText();
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        className="icon-button narrow"
        aria-label={t('top.more')}
        title={t('top.more')}
        data-testid="more"
      >
        <Ellipsis size="1.15em" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
          {folded.map((command) => (
            <MoreItem key={command} command={command} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function MoreItem({ command }: { command: string }) {
  const { t } = useText();
  const { text, run, keyText } = useCommand(command);
  return (
    <DropdownMenu.Item className="menu-item" onSelect={run}>
      {t(text)} {keyText && <kbd>{keyText}</kbd>}
    </DropdownMenu.Item>
  );
}

function Sound() {
  const mutedUntilMs = useChoices((choices) => choices.mutedUntilMs);
  return mutedUntilMs === null ? <SoundButton leftMs={0} /> : <MutedSound untilMs={mutedUntilMs} />;
}

/** Only a muted sound has something to count down. */
function MutedSound({ untilMs }: { untilMs: number }) {
  const { clock } = useScreen();
  useInstant(1000);
  return <SoundButton leftMs={Math.max(0, untilMs - clock.hubNowMs())} />;
}

function SoundButton({ leftMs }: { leftMs: number }) {
  const { t } = useText();
  const screen = useScreen();
  const blocked = useFacts((facts) => facts.soundBlocked);
  const sounding = useFacts((facts) => voiceOf(facts.liveAlarms) !== null);
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
      onClick={() => runCommand(screen, 'screen.mute')}
    >
      <Icon size="1.15em" />
      {muted && <small>{stopwatch(leftMs)}</small>}
    </button>
  );
}

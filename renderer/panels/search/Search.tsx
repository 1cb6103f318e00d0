/** Ctrl+K: anything by name — commands, views, places, devices, plates, elements of models. */
import { Command } from 'cmdk';
import { Dialog as Radix } from 'radix-ui';
import { useMemo, useState } from 'react';
import { mayDo, textOf, whyNot, type ScreenCommand } from '#commands/command.ts';
import { commands, runCommand } from '#commands/index.ts';
import { keyLabel } from '#commands/keys.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { findThings, type Thing } from './findThings.ts';
import { useElements } from './useElements.ts';

const commandsShown = 8;

export function Search() {
  const { t } = useText();
  const screen = useScreen();
  const [text, setText] = useState('');
  const close = () => screen.choices.setState({ overlay: null });
  const listed = useListed(text);
  const things = [...useThings(text), ...useElements(text)];
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && close()}
      label={t('search.title')}
      shouldFilter={false}
      loop
      className="search"
      overlayClassName="dialog-overlay"
      contentClassName="dialog search-dialog"
    >
      <Radix.Title className="sr-only">{t('search.title')}</Radix.Title>
      <Command.Input
        className="search-input"
        data-testid="search-input"
        placeholder={t('search.placeholder')}
        value={text}
        onValueChange={setText}
      />
      <Command.List className="search-hits" label={t('search.title')}>
        <Command.Empty className="empty">{t('search.none')}</Command.Empty>
        {things.map((thing) => (
          <Command.Item
            key={thing.id}
            value={thing.id}
            onSelect={() => {
              close();
              thing.run(screen);
            }}
          >
            <span>{thing.title}</span>
            <i>{thing.kind}</i>
          </Command.Item>
        ))}
        {listed.map((command) => (
          <CommandItem key={command.id} command={command} close={close} />
        ))}
      </Command.List>
    </Command.Dialog>
  );
}

function CommandItem({ command, close }: { command: ScreenCommand; close: () => void }) {
  const { t } = useText();
  const screen = useScreen();
  const reason = whyNot(command, screen);
  return (
    <Command.Item
      value={`command ${command.id}`}
      disabled={reason !== null}
      onSelect={() => {
        close();
        runCommand(screen, command.id);
      }}
    >
      <span>
        {t(textOf(command, screen))}
        {reason && <small> — {t(reason)}</small>}
      </span>
      <i>
        {command.keys?.[0] && <kbd>{keyLabel(command.keys[0])}</kbd>} {t('search.command')}
      </i>
    </Command.Item>
  );
}

function useListed(text: string): ScreenCommand[] {
  const { t } = useText();
  const screen = useScreen();
  const needle = text.trim().toLowerCase();
  return commands
    .filter(
      (command) =>
        !command.unlisted &&
        mayDo(screen, command.needs) &&
        t(textOf(command, screen)).toLowerCase().includes(needle),
    )
    .slice(0, needle === '' ? commands.length : commandsShown);
}

function useThings(text: string): Thing[] {
  const { t, local } = useText();
  const { session } = useScreen();
  const devices = useFacts((facts) => facts.devices);
  const plan = useFacts((facts) => facts.plan);
  const words = useFacts((facts) => facts.words);
  const savedViews = useFacts((facts) => facts.savedViews);
  return useMemo(
    () => findThings(text, { devices, plan, words, savedViews, columns: session.shown().columns }, t, local),
    [text, devices, plan, words, savedViews, session, t, local],
  );
}

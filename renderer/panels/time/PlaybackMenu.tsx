/** How one moves through the past: to what the steps go, and whether times without records are left out. */
import { Check, ListFilter } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { mayDo } from '#commands/command.ts';
import { markKinds, type MarkKind } from '#shared/protocol/socket.ts';
import { useChoices, useFacts, usePreferences, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

export function PlaybackMenu() {
  const { t } = useText();
  const screen = useScreen();
  const may = useFacts(() => mayDo(screen, 'history.read'));
  const kinds = useChoices((choices) => choices.stepKinds);
  const skips = usePreferences((preferences) => preferences.skipGaps);
  if (!may) return null;
  const toggle = (kind: MarkKind) => {
    const next = new Set(kinds);
    if (!next.delete(kind)) next.add(kind);
    // To step to nothing is no wish.
    if (next.size > 0) screen.choices.setState({ stepKinds: next });
  };
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        className="icon-button framed step-kinds"
        aria-label={t('time.stepKinds')}
        title={t('time.stepKinds')}
        data-testid="step-kinds"
      >
        <ListFilter size="1.1em" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" side="top" align="start" sideOffset={6}>
          <DropdownMenu.Label className="menu-label">{t('time.stepKinds')}</DropdownMenu.Label>
          {markKinds.map((kind) => (
            <Checkable
              key={kind}
              checked={kinds.has(kind)}
              text={t(`time.stepKind.${kind}`)}
              onToggle={() => toggle(kind)}
            />
          ))}
          <DropdownMenu.Separator className="menu-separator" />
          <Checkable
            checked={skips}
            text={t('time.skipGaps')}
            onToggle={() => screen.preferences.setState({ skipGaps: !skips })}
          />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Checkable(props: { checked: boolean; text: string; onToggle: () => void }) {
  return (
    <DropdownMenu.CheckboxItem
      className="menu-item checkable"
      checked={props.checked}
      onCheckedChange={props.onToggle}
      // Several are chosen at once.
      onSelect={(event) => event.preventDefault()}
    >
      <DropdownMenu.ItemIndicator>
        <Check size="1em" />
      </DropdownMenu.ItemIndicator>
      {props.text}
    </DropdownMenu.CheckboxItem>
  );
}

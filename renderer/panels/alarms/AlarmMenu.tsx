/** Right click on an alarm: everything that can be done with what is chosen. */
import { ContextMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useCommand } from '#commands/CommandButton.tsx';
import { useText } from '#ui/useText.ts';

const items = [
  'alarm.acknowledge',
  'alarm.note',
  'alarm.incident',
  'order.alarm',
  'warning.write',
  'alarm.shelve',
  'alarm.unshelve',
  'alarm.reset',
] as const;

export function AlarmMenu({ children }: { children: ReactNode }) {
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className="menu">
          {items.map((command) => (
            <Item key={command} command={command} />
          ))}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

function Item({ command }: { command: string }) {
  const { t } = useText();
  const { text, reason, run, keyText } = useCommand(command);
  if (reason === 'why.role') return null;
  return (
    <ContextMenu.Item
      className="menu-item"
      disabled={reason !== null}
      title={reason ? t(reason) : undefined}
      onSelect={run}
    >
      {t(text)} {keyText && <kbd>{keyText}</kbd>}
    </ContextMenu.Item>
  );
}

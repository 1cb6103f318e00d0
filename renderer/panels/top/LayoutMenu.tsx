/** How the panels lie: layouts to begin with, each panel on or off, back to the beginning. Drag a tab to move its panel. */
import { Check, LayoutDashboard } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { runCommand } from '#commands/index.ts';
import { presetNames } from '#state/layout.ts';
import { useLayout } from '#state/useLayout.ts';
import { useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

export function LayoutMenu() {
  const { t } = useText();
  const screen = useScreen();
  const control = screen.layout.current();
  // Which are open, as one word to compare.
  const open = useLayout(
    (layout) =>
      layout.panels
        .filter(({ id }) => layout.isOpen(id))
        .map(({ id }) => id)
        .join(' '),
    '',
  ).split(' ');
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        className="icon-button"
        aria-label={t('layout.title')}
        title={t('layout.title')}
        data-testid="layout-menu"
      >
        <LayoutDashboard size="1.15em" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
          <DropdownMenu.Label className="menu-head">{t('layout.title')}</DropdownMenu.Label>
          {presetNames.map((preset) => (
            <DropdownMenu.Item
              key={preset}
              className="menu-item"
              onSelect={() => runCommand(screen, `layout.${preset}`)}
            >
              {t(`layout.${preset}`)}
            </DropdownMenu.Item>
          ))}
          <div className="menu-line" />
          <DropdownMenu.Label className="menu-head">{t('layout.panels')}</DropdownMenu.Label>
          {control?.panels.map(({ id, title }) => (
            <DropdownMenu.CheckboxItem
              key={id}
              className="menu-item checkable"
              checked={open.includes(id)}
              // Several are switched one after the other.
              onSelect={(event) => event.preventDefault()}
              onCheckedChange={(checked) => (checked ? control.show(id) : control.close(id))}
            >
              <DropdownMenu.ItemIndicator>
                <Check size="1em" />
              </DropdownMenu.ItemIndicator>
              {t(title)}
            </DropdownMenu.CheckboxItem>
          ))}
          <div className="menu-line" />
          <DropdownMenu.Item className="menu-item" onSelect={() => runCommand(screen, 'layout.reset')}>
            {t('layout.reset')}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

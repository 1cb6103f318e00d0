/** `?`: the table of commands with their keys, and what the mouse does. */
import type { CommandGroup } from '#commands/command.ts';
import { mayDo, textOf } from '#commands/command.ts';
import { commands } from '#commands/index.ts';
import { keyLabel } from '#commands/keys.ts';
import type { TextKey } from '#shared/i18n/zh.ts';
import { useScreen } from '#state/useScreen.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';

const groups: readonly CommandGroup[] = ['alarms', 'time', 'scene', 'screen'];
const isView = (id: string) => id.startsWith('scene.view.');

const mouse: readonly (readonly [does: TextKey, how: TextKey])[] = [
  ['keys.mouse.orbit', 'keys.mouse.drag'],
  ['keys.mouse.pan', 'keys.mouse.right'],
  ['keys.mouse.zoom', 'keys.mouse.wheel'],
  ['keys.mouse.pick', 'keys.mouse.click'],
  ['keys.mouse.axis.text', 'keys.mouse.axis'],
  ['keys.mouse.menu.text', 'keys.mouse.menu'],
];

export function Keys() {
  const { t } = useText();
  const screen = useScreen();
  const listed = commands.filter(
    ({ id, keys, needs }) => keys !== undefined && !isView(id) && mayDo(screen, needs),
  );
  return (
    <Dialog wide title={t('keys.title')} onClose={() => screen.choices.setState({ overlay: null })}>
      <div className="keys">
        {groups.map((group) => (
          <section key={group}>
            <h3>{t(`keys.group.${group}`)}</h3>
            <dl>
              {listed
                .filter((command) => command.group === group)
                .map((command) => (
                  <div key={command.id}>
                    <dt>{t(textOf(command, screen))}</dt>
                    <dd>
                      {command.keys?.map((key) => (
                        <kbd key={key}>{keyLabel(key)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              {group === 'scene' && (
                <div>
                  <dt>{t('keys.views.all')}</dt>
                  <dd>
                    <kbd>1</kbd>…<kbd>9</kbd>
                  </dd>
                </div>
              )}
            </dl>
          </section>
        ))}
        <section>
          <h3>{t('keys.group.mouse')}</h3>
          <dl>
            {mouse.map(([does, how]) => (
              <div key={does}>
                <dt>{t(does)}</dt>
                <dd>{t(how)}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

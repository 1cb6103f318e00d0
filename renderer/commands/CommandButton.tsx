/** A button that stands for a command: its words, its key, and why it cannot be pressed come from the table. */
import { useCallback, useSyncExternalStore, type ReactNode } from 'react';
import { useScreen } from '#state/useScreen.tsx';
import type { ScreenContext } from '#state/screenContext.ts';
import type { TextKey } from '#shared/i18n/zh.ts';
import { useText } from '#ui/useText.ts';
import { textOf, whyNot } from './command.ts';
import { commandOf, runCommand } from './index.ts';
import { ariaShortcuts, keyLabel } from './keys.ts';

interface Standing {
  readonly text: TextKey;
  readonly reason: TextKey | null;
  readonly on: boolean | undefined;
}

/** Reasons that lie in what is chosen, not in the state of the screen. */
const isOfChoice = /^why\.(alarm|incident)\./;

/** How a command stands now; renders again only when that changes. */
export function useCommand(id: string): Standing & {
  readonly run: () => void;
  readonly keyText: string;
  /** As readers of screens are told it. */
  readonly shortcuts: string;
  readonly acts: boolean;
} {
  const screen = useScreen();
  const command = commandOf(id);
  const subscribe = useCallback((listener: () => void) => watch(screen, listener), [screen]);
  const packed = useSyncExternalStore(subscribe, () =>
    [textOf(command, screen), whyNot(command, screen) ?? '', command.isOn?.(screen) ?? ''].join('|'),
  );
  const [text, reason, on] = packed.split('|') as [TextKey, TextKey | '', string];
  return {
    text,
    reason: reason === '' ? null : reason,
    on: on === '' ? undefined : on === 'true',
    run: () => runCommand(screen, id),
    keyText: keyLabel(command.keys?.[0] ?? ''),
    shortcuts: ariaShortcuts(command.keys ?? []),
    acts: command.acts === true,
  };
}

function watch({ facts, choices, appearance, preferences }: ScreenContext, listener: () => void): () => void {
  const stops = [facts, choices, appearance, preferences].map((store) => store.subscribe(listener));
  return () => stops.forEach((stop) => stop());
}

export function CommandButton(props: {
  readonly command: string;
  readonly className?: string;
  /** In place of the words, which then name it for readers and on hover. */
  readonly icon?: ReactNode;
  /** Beside the words. */
  readonly children?: ReactNode;
  readonly testId?: string;
  readonly showKey?: boolean;
  /** What cannot be done is not shown at all, instead of greyed. */
  readonly hideUnable?: boolean;
}) {
  const { t } = useText();
  const { text, reason, on, run, keyText, shortcuts, acts } = useCommand(props.command);
  if (reason === 'why.role' || (props.hideUnable && reason !== null && isOfChoice.test(reason))) return null;
  const name = t(text);
  const title = [name, keyText && `(${keyText})`, reason && `— ${t(reason)}`].filter(Boolean).join(' ');
  return (
    <button
      type="button"
      className={props.className}
      data-testid={props.testId}
      data-command={props.command}
      // Still reachable by keys and readers, so that it can say why.
      aria-disabled={reason !== null || undefined}
      aria-pressed={on}
      aria-label={props.icon ? name : undefined}
      title={title}
      aria-keyshortcuts={shortcuts || undefined}
      // The second click of a double click is no second order.
      onClick={({ detail }) => (acts && detail > 1 ? undefined : run())}
    >
      {props.icon ?? (
        <>
          {props.children}
          {name}
        </>
      )}
      {props.showKey && keyText && <kbd>{keyText}</kbd>}
    </button>
  );
}

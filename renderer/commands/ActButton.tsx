/** A button for an act that belongs to one thing on the screen. Who may not do it does not see it; while it cannot be done it says why. */
import type { ReactNode } from 'react';
import type { Verb } from '#shared/access/verbs.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { mayDo, whyNotAct } from './command.ts';
import { isMeant } from './pressGuard.ts';

export function ActButton(props: {
  readonly needs: Verb;
  readonly onClick: () => void;
  readonly className?: string;
  readonly testId?: string;
  readonly label?: string;
  /** One of several, of which this is the one that holds. */
  readonly pressed?: boolean;
  readonly children: ReactNode;
}) {
  const { t } = useText();
  const screen = useScreen();
  const may = useFacts(() => mayDo(screen, props.needs));
  const reason = useFacts(() => whyNotAct(screen));
  if (!may) return null;
  return (
    <button
      type="button"
      className={props.className}
      data-testid={props.testId}
      aria-label={props.label}
      aria-pressed={props.pressed}
      aria-disabled={reason !== null || undefined}
      title={reason ? t(reason) : props.label}
      onClick={({ detail }) => {
        // Nothing is queued unseen.
        if (reason) screen.notices.say('error', { key: reason });
        else if (detail <= 1 && isMeant(screen)) props.onClick();
      }}
    >
      {props.children}
    </button>
  );
}

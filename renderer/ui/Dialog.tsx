/**
 * A modal dialog over Radix: focus is kept inside and given back, Escape closes. One that shows what nobody can see again
 * (`isKept`) is closed by its own button alone.
 */
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { markClicked, wasClicked } from './clicked.ts';
import { useText } from './useText.ts';

export function Dialog(props: {
  title: string;
  wide?: boolean;
  isKept?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useText();
  const [opener] = useState(openerNow);
  const keep = (event: Event) => props.isKept && event.preventDefault();
  return (
    <Radix.Root open onOpenChange={(open) => !open && props.onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="dialog-overlay" />
        <Radix.Content
          className={`dialog ${props.wide ? 'wide' : ''}`}
          aria-describedby={undefined}
          onEscapeKeyDown={keep}
          onInteractOutside={keep}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            giveBack(opener);
          }}
        >
          <header>
            <Radix.Title>{props.title}</Radix.Title>
            {!props.isKept && (
              <Radix.Close className="icon-button" aria-label={t('dialog.close')}>
                <X size="1.1em" />
              </Radix.Close>
            )}
          </header>
          {props.children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface Opener {
  readonly element: HTMLElement;
  readonly byClick: boolean;
}

function openerNow(): Opener | null {
  const element = document.activeElement;
  return element instanceof HTMLElement ? { element, byClick: wasClicked(element) } : null;
}

function giveBack(opener: Opener | null): void {
  if (!opener?.element.isConnected) return;
  opener.element.focus();
  if (opener.byClick) markClicked(opener.element);
}

/** Ends a dialog's form: cancel, or what submitting does. */
export function DialogButtons(props: { action?: string; disabled?: boolean; onCancel: () => void }) {
  const { t } = useText();
  return (
    <footer>
      <button type="button" onClick={props.onCancel}>
        {t('dialog.cancel')}
      </button>
      <button className="primary" type="submit" disabled={props.disabled}>
        {props.action ?? t('dialog.confirm')}
      </button>
    </footer>
  );
}

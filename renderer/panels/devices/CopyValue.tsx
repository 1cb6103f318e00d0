/** Copies a value to the clipboard; nothing where there is none. */
import { Copy } from 'lucide-react';
import { useScreen } from '#state/useScreen.tsx';
import { copyText } from '#ui/copyText.ts';
import { useText } from '#ui/useText.ts';

export function CopyValue({ text }: { text: string }) {
  const screen = useScreen();
  const { t } = useText();
  if (text === '') return null;
  const copy = async () => {
    const done = await copyText(text);
    screen.notices.say(done ? 'info' : 'error', { key: done ? 'tools.copied' : 'tools.copy.refused' });
  };
  return (
    <button
      className="copy-value"
      aria-label={t('tools.copy')}
      title={t('tools.copy')}
      onClick={() => void copy()}
    >
      <Copy size="0.9em" />
    </button>
  );
}

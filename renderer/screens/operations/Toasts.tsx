/** What is said in passing, in the screen's language of now. */
import type { Words } from '#state/notices.ts';
import { useToasts } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

export function Toasts() {
  const toasts = useToasts();
  return (
    <div className="toasts" aria-live="polite">
      {toasts.map(({ id, tone, words }) => (
        <p key={id} className={`toast ${tone}`}>
          <Said words={words} />
        </p>
      ))}
    </div>
  );
}

function Said({ words }: { words: Words }) {
  const { t, local, said } = useText();
  if ('key' in words) return t(words.key, words.values);
  if ('text' in words) return local(words.text);
  return said(words.fault);
}

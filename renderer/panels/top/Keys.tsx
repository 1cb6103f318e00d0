/** `?`: all keys at a glance. */
import type { TextKey } from '#shared/i18n/zh.ts';
import { setOperations } from '#state/operations.ts';
import { Dialog } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';

const rows: readonly (readonly [keys: string, text: TextKey])[] = [
  ['Space', 'keys.space'],
  ['← →', 'keys.arrows'],
  ['[ ]', 'keys.events'],
  ['J · Shift J · K', 'keys.jk'],
  ['L', 'keys.l'],
  ['A', 'keys.a'],
  ['I', 'keys.i'],
  ['M', 'keys.m'],
  ['/ · Ctrl K', 'keys.search'],
  ['F', 'keys.f'],
  ['1–9', 'keys.views'],
  ['Esc', 'keys.escape'],
  ['?', 'keys.help'],
];

export function Keys() {
  const { t } = useText();
  return (
    <Dialog title={t('keys.title')} onClose={() => setOperations({ overlay: 'none' })}>
      <dl className="keys">
        {rows.map(([keys, text]) => (
          <div key={keys}>
            <dt>{keys.split(' ').map((key) => (key === '·' ? ' · ' : <kbd key={key}>{key}</kbd>))}</dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

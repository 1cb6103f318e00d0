/** A secret that is shown once, ready to be copied. */
import { useState } from 'react';
import { copyText } from '#ui/copyText.ts';
import { useText } from '#ui/useText.ts';

export function Secret({ lines }: { lines: readonly string[] }) {
  const { t } = useText();
  const [copied, setCopied] = useState(false);
  return (
    <div className="secret" role="status">
      <p>{t('admin.secretOnce')}</p>
      {lines.map((line) => (
        <code key={line}>{line}</code>
      ))}
      <button type="button" onClick={() => void copyText(lines.at(-1) ?? '').then(setCopied)}>
        {t(copied ? 'admin.copied' : 'admin.copy')}
      </button>
    </div>
  );
}

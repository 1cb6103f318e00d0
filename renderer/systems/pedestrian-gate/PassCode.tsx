/** The QR code of a pass, once: the hub keeps no token, so it is gone when this is closed, which its own button alone does. */
import { useMemo, useRef, useState } from 'react';
import type { IssuedPass } from '#shared/protocol/socket.ts';
import { usePlaceName } from '#state/usePlaceName.ts';
import { Dialog } from '#ui/Dialog.tsx';
import { copyText } from '#ui/copyText.ts';
import { saveFile } from '#ui/saveFile.ts';
import { useText } from '#ui/useText.ts';
import { TimeSpan } from '../TimeSpan.tsx';
import { qrOf } from './qr.ts';

export function PassCode({ issued, onClose }: { issued: IssuedPass; onClose: () => void }) {
  const { t } = useText();
  const placeName = usePlaceName();
  const { pass, token } = issued;
  const picture = useRef<SVGSVGElement>(null);
  const [isCopied, setCopied] = useState<boolean | null>(null);
  const { side, path } = useMemo(() => qrOf(token), [token]);
  return (
    <Dialog title={t('passes.code')} isKept onClose={onClose}>
      <div className="pass-code" data-testid="pass-code">
        <svg
          ref={picture}
          xmlns="http://www.w3.org/2000/svg"
          viewBox={`0 0 ${side} ${side}`}
          shapeRendering="crispEdges"
          role="img"
          aria-label={t('passes.code')}
        >
          <path d={`M0 0h${side}v${side}H0z`} fill="#fff" />
          <path d={path} fill="#000" />
        </svg>
        <div>
          <p>
            <b>
              {t('passes.number', { number: pass.number })} · {placeName(pass.placeId)}
            </b>
          </p>
          <p>
            <TimeSpan fromMs={pass.fromMs} untilMs={pass.untilMs} />
          </p>
          <p>
            {t(`passes.uses.${pass.uses}`)} · {t('passes.code.opens', { count: pass.gates.length })}
          </p>
          <p role="alert">{t('passes.code.once')}</p>
          <code data-testid="pass-token">{token}</code>
          {isCopied === false && (
            <p className="fault" role="alert">
              {t('passes.copy.not')}
            </p>
          )}
        </div>
      </div>
      <footer>
        <button type="button" onClick={() => void copyText(token).then(setCopied)}>
          {t(isCopied === true ? 'passes.copied' : 'passes.copy')}
        </button>
        <button
          type="button"
          onClick={() =>
            saveFile(`pass-${pass.number}.svg`, 'image/svg+xml', picture.current?.outerHTML ?? '')
          }
        >
          {t('passes.save')}
        </button>
        <button type="button" className="primary" data-testid="pass-code-done" onClick={onClose}>
          {t('passes.done')}
        </button>
      </footer>
    </Dialog>
  );
}

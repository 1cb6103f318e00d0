/** The QR code of a pass, once: the hub keeps no token, so it is gone when this is closed. */
import { useMemo, useRef, useState } from 'react';
import type { IssuedPass } from '#shared/protocol/socket.ts';
import { usePlaceName } from '#state/usePlaceName.ts';
import { Dialog } from '#ui/Dialog.tsx';
import { saveFile } from '#ui/saveFile.ts';
import { useText } from '#ui/useText.ts';
import { TimeSpan } from '../TimeSpan.tsx';
import { qrOf } from './qr.ts';

export function PassCode({ issued, onClose }: { issued: IssuedPass; onClose: () => void }) {
  const { t } = useText();
  const placeName = usePlaceName();
  const { pass, token } = issued;
  const picture = useRef<SVGSVGElement>(null);
  const [isCopied, setCopied] = useState(false);
  const { side, path } = useMemo(() => qrOf(token), [token]);
  return (
    <Dialog title={t('passes.code')} onClose={onClose}>
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
        </div>
      </div>
      <footer>
        <button
          type="button"
          onClick={() => void navigator.clipboard.writeText(token).then(() => setCopied(true))}
        >
          {t(isCopied ? 'passes.copied' : 'passes.copy')}
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

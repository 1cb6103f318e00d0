/** The picture to draw on: chosen, set to scale by two points whose distance is known, turned, faded, taken away. */
import { ImagePlus, Ruler, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { At, Underlay } from '#shared/drawing/drawing.ts';
import { distanceM, rounded } from '#shared/drawing/rings.ts';
import type { Fault } from '#shared/protocol/result.ts';
import type { Answer } from '#state/account.ts';
import { useText } from '#ui/useText.ts';
import { commit, takeTool, type EditorStore } from './editor.ts';
import { Group, NumberField } from './Fields.tsx';

/** As wide as most compounds are, until it is set to scale. */
const usualWidthM = 250;

export function GroundStep(props: {
  editor: EditorStore;
  compoundId: string;
  /** Points that were pressed with the scale in hand. */
  scalePoints: readonly At[];
  onScaled: () => void;
}) {
  const { editor, compoundId, scalePoints, onScaled } = props;
  const { t, said } = useText();
  const { sketch, tool } = useStore(editor);
  const { underlay } = sketch.drawing;
  const [fault, setFault] = useState<Fault | null>(null);
  const [isSending, setIsSending] = useState(false);

  const set = (next: Underlay | null) => {
    const { sketch: now } = editor.getState();
    commit(editor, { ...now, drawing: { ...now.drawing, underlay: next } });
  };

  async function choose(file: File): Promise<void> {
    setIsSending(true);
    setFault(null);
    try {
      const picture = await createImageBitmap(file).catch(() => null);
      if (!picture) return setFault({ code: 'underlay-kind' });
      const form = new FormData();
      form.append('file', file);
      const answer = await fetch(`/api/compounds/${encodeURIComponent(compoundId)}/underlay`, {
        method: 'POST',
        body: form,
      })
        .then((response) => response.json() as Promise<Answer<{ file: string }>>)
        .catch(() => null);
      if (!answer) return setFault({ code: 'unreachable' });
      if (!answer.ok) return setFault(answer.error);
      const metresPerPx = usualWidthM / picture.width;
      set({
        file: answer.file,
        widthPx: picture.width,
        heightPx: picture.height,
        upperLeft: [-usualWidthM / 2, rounded((picture.height * metresPerPx) / 2)],
        metresPerPx,
        yawRad: 0,
        opacity: 0.7,
      });
    } finally {
      setIsSending(false);
    }
  }

  return (
    <>
      <Group title={t('drawing.underlay')}>
        <p className="hint">{t('drawing.underlayHint')}</p>
        <label className="plain file">
          <ImagePlus size="1em" /> {t(underlay ? 'drawing.underlayOther' : 'drawing.underlayChoose')}
          <input
            type="file"
            className="sr-only"
            accept="image/png,image/jpeg,image/webp"
            disabled={isSending}
            onChange={(event) => {
              const file = event.target.files?.[0];
              // The same file may be chosen again.
              event.target.value = '';
              if (file) void choose(file);
            }}
          />
        </label>
        {isSending && <p role="status">{t('drawing.sending')}</p>}
        {fault && (
          <p className="fault" role="alert">
            {said(fault)}
          </p>
        )}
      </Group>
      {underlay && (
        <Group title={t('drawing.scale')}>
          <button
            className={`plain ${tool === 'scale' ? 'on' : ''}`}
            aria-pressed={tool === 'scale'}
            onClick={() => {
              onScaled();
              takeTool(editor, tool === 'scale' ? 'select' : 'scale');
            }}
          >
            <Ruler size="1em" /> {t('drawing.scaleStart')}
          </button>
          {tool === 'scale' && <p className="hint">{t('drawing.scaleHint', { n: scalePoints.length })}</p>}
          {scalePoints.length === 2 && (
            <Distance
              points={scalePoints}
              onSet={(lengthM) => {
                const [from, to] = scalePoints;
                if (!from || !to) return;
                set(scaled(underlay, from, lengthM / distanceM(from, to)));
                takeTool(editor, 'select');
                onScaled();
              }}
            />
          )}
          <NumberField
            label={t('drawing.turned')}
            unit="°"
            step={1}
            digits={2}
            min={-360}
            max={360}
            value={(underlay.yawRad * 180) / Math.PI}
            onSet={(deg) => set({ ...underlay, yawRad: (deg * Math.PI) / 180 })}
          />
          <div className="pair">
            <NumberField
              label={t('drawing.east')}
              unit="m"
              value={underlay.upperLeft[0]}
              onSet={(x) => set({ ...underlay, upperLeft: [x, underlay.upperLeft[1]] })}
            />
            <NumberField
              label={t('drawing.north')}
              unit="m"
              value={underlay.upperLeft[1]}
              onSet={(y) => set({ ...underlay, upperLeft: [underlay.upperLeft[0], y] })}
            />
          </div>
          <label className="field">
            <span>{t('drawing.opacity')}</span>
            <input
              type="range"
              min={0}
              max={1}
              step={0.05}
              value={underlay.opacity}
              onChange={(event) => set({ ...underlay, opacity: Number(event.target.value) })}
            />
          </label>
          <p className="hint">
            {t('drawing.underlaySize', {
              width: (underlay.widthPx * underlay.metresPerPx).toFixed(0),
              height: (underlay.heightPx * underlay.metresPerPx).toFixed(0),
            })}
          </p>
          <button className="plain" onClick={() => set(null)}>
            <Trash2 size="1em" /> {t('drawing.underlayRemove')}
          </button>
        </Group>
      )}
    </>
  );
}

function Distance({ points: [a, b], onSet }: { points: readonly At[]; onSet: (lengthM: number) => void }) {
  const { t } = useText();
  const drawn = a && b ? distanceM(a, b) : 0;
  const [typed, setTyped] = useState(drawn.toFixed(2));
  const lengthM = Number(typed);
  return (
    <form
      className="distance"
      onSubmit={(event) => {
        event.preventDefault();
        if (lengthM > 0) onSet(lengthM);
      }}
    >
      <label className="field">
        <span>{t('drawing.scaleIs')}</span>
        <span className="with-unit">
          <input
            autoFocus
            inputMode="decimal"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <i>m</i>
        </span>
      </label>
      <button className="primary" type="submit" disabled={!(lengthM > 0)}>
        {t('drawing.scaleSet')}
      </button>
    </form>
  );
}

/** About the first of the two points: it stays where it is. */
function scaled(underlay: Underlay, about: At, factor: number): Underlay {
  const [dx, dy] = [underlay.upperLeft[0] - about[0], underlay.upperLeft[1] - about[1]];
  return {
    ...underlay,
    metresPerPx: underlay.metresPerPx * factor,
    upperLeft: [rounded(about[0] + dx * factor), rounded(about[1] + dy * factor)],
  };
}

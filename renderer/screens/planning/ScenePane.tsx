/** The compound as it was saved, in three dimensions: devices are placed and cameras aimed on what is clicked. */
import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { rememberPlace } from '#panels/scene/sceneStand.ts';
import type { Enu } from '#shared/twin/compound.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { isChanged, type EditorStore } from './editor.ts';
import { holdPointTool } from './scenePointTool.ts';

/** Off the wall or ceiling that was clicked, so that a symbol is not half inside it. */
const offM = 0.08;

export function ScenePane({ editor, onPoint }: { editor: EditorStore; onPoint: (at: Enu) => void }) {
  const screen = useScreen();
  const { t } = useText();
  const container = useRef<HTMLDivElement>(null);
  const scene = useSyncExternalStore(screen.scene.subscribe, screen.scene.current);
  const tool = useStore(editor, (state) => state.tool);
  const changed = useStore(editor, isChanged);
  const fault = useFacts((facts) => facts.sceneFault);
  const loading = useFacts((facts) => facts.sceneLoading);
  useLayoutEffect(() => {
    const place = container.current;
    if (!place || !scene) return;
    place.append(scene.element);
    rememberPlace(place);
  }, [scene]);
  useEffect(() => {
    if (!scene || (tool !== 'device' && tool !== 'aim')) return;
    return holdPointTool(scene, tool === 'device' ? offM : 0, onPoint);
  }, [scene, tool, onPoint]);
  return (
    <div className="scene-pane" data-testid="scene" data-tool={tool}>
      <div ref={container} className="scene-canvas" aria-label={t('scene.canvas')} />
      {changed && <p className="pane-note">{t('drawing.sceneOld')}</p>}
      {fault !== null && (
        <p className="pane-note fault" role="alert">
          {fault}
        </p>
      )}
      {loading > 0 && loading < 1 && <progress className="pane-progress" value={loading} />}
    </div>
  );
}

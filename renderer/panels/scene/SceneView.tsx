/** The scene in the middle: mounts the host, keeps it true to the shown world, turns picks into selections. */
import { Compass, Eye, Maximize, Orbit } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { createSceneHost, type SceneHost } from '#scene/index.ts';
import type { ElementDetail } from '#shared/protocol/model.ts';
import { setOperations, useOperations } from '#state/operations.ts';
import { useText } from '#ui/useText.ts';
import { bindScene, boundScene, selectDevice, showView, toggleOrbit } from '#commands/actions.ts';
import { CompassRose } from './CompassRose.tsx';
import { feedScene } from './feedScene.ts';
import { StoreyPicker } from './StoreyPicker.tsx';

export function SceneView() {
  const { t } = useText();
  const container = useRef<HTMLDivElement>(null);
  const [scene, setScene] = useState<SceneHost | null>(null);
  const compoundId = useOperations((state) => state.compoundId);
  useEffect(() => {
    const element = container.current;
    const origin = useOperations.getState().compounds.find((one) => one.id === compoundId)?.manifest.origin;
    if (!element || !origin) return;
    const host = createSceneHost(element, {
      latDeg: origin.latDeg,
      lonDeg: origin.lonDeg,
      timeZone: origin.timeZone,
      theme: useOperations.getState().theme,
    });
    bindScene(host);
    setScene(host);
    const stopFeeding = feedScene(host);
    const stopPicks = listenToPicks(host);
    return () => {
      stopPicks();
      stopFeeding();
      bindScene(null);
      setScene(null);
      host.dispose();
    };
  }, [compoundId]);
  return (
    <main className="scene" data-testid="scene">
      <div ref={container} className="scene-canvas" aria-label={t('scene.canvas')} />
      <Toolbar />
      <CompassRose scene={scene} />
      <Loading />
      <SceneFault />
    </main>
  );
}

function listenToPicks(host: SceneHost): () => void {
  const stops = [
    host.on('pick', (picked) => {
      if (!picked) return setOperations({ selection: null });
      if (picked.kind === 'device') return selectDevice(picked.deviceId);
      if (picked.kind === 'bay') return selectDevice(`parking-bay/${picked.deviceId}`, false);
      if (picked.kind === 'cluster') return void host.flyTo({ positionEnu: picked.positionEnu, radiusM: 18 });
      setOperations({
        selection: {
          kind: 'element',
          element: picked.element,
          positionEnu: picked.positionEnu,
          detail: null,
        },
      });
      void loadElement(picked.element.modelId, picked.element.element);
    }),
    host.on('loading', (load) => setOperations({ sceneLoading: load.fraction })),
    host.on('fault', (fault) => setOperations({ sceneFault: fault?.message ?? null })),
  ];
  return () => stops.forEach((stop) => stop());
}

async function loadElement(modelId: string, index: number): Promise<void> {
  const response = await fetch(`/api/models/${encodeURIComponent(modelId)}/elements/${index}`).catch(
    () => null,
  );
  if (!response?.ok) return;
  const { element } = (await response.json()) as { element: ElementDetail };
  setOperations((state) => {
    const { selection } = state;
    if (
      selection?.kind !== 'element' ||
      selection.element.modelId !== modelId ||
      selection.element.element !== index
    )
      return {};
    return { selection: { ...selection, detail: element } };
  });
}

function Toolbar() {
  const { t } = useText();
  const xray = useOperations((state) => state.xray);
  const orbiting = useOperations((state) => state.orbiting);
  return (
    <div className="scene-tools" data-over-scene role="toolbar" aria-label={t('scene.canvas')}>
      <StoreyPicker />
      <button aria-pressed={xray} onClick={() => setOperations({ xray: !xray })}>
        <Eye size="1.05em" /> {t('scene.xray')}
      </button>
      <button onClick={() => void boundScene()?.fit()}>
        <Maximize size="1.05em" /> {t('scene.fit')}
      </button>
      <button aria-pressed={orbiting} onClick={toggleOrbit}>
        <Orbit size="1.05em" /> {t('scene.orbit')}
      </button>
      <ViewPicker />
    </div>
  );
}

function ViewPicker() {
  const { t, local } = useText();
  const views = useOperations((state) => state.plan.views);
  if (views.length === 0) return null;
  return (
    <label className="tool-select">
      <Compass size="1.05em" />
      <select
        aria-label={t('scene.views')}
        value=""
        onChange={(event) => {
          showView(Number(event.target.value));
          event.target.blur();
        }}
      >
        <option value="" disabled>
          {t('scene.views')}
        </option>
        {views.slice(0, 9).map((view, i) => (
          <option key={view.name.en} value={i}>
            {i + 1} · {local(view.name)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Loading() {
  const { t } = useText();
  const fraction = useOperations((state) => state.sceneLoading);
  if (fraction >= 1) return null;
  return (
    <div className="scene-loading" role="status">
      {t('scene.loading', { percent: Math.round(fraction * 100) })}
      <progress max={1} value={fraction} />
    </div>
  );
}

function SceneFault() {
  const fault = useOperations((state) => state.sceneFault);
  return fault ? (
    <div className="scene-fault" role="alert">
      {fault}
    </div>
  ) : null;
}

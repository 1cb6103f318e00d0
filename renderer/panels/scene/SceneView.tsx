/** The scene in the middle: mounts the host, keeps it true to the shown world, turns picks into selections. */
import { Compass, Eye, Maximize, Orbit } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { createSceneHost, type SceneHost } from '#scene/index.ts';
import type { ElementDetail } from '#shared/protocol/model.ts';
import { CommandButton } from '#commands/CommandButton.tsx';
import { selectDevice, showView } from '#commands/focus.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { CompassRose } from './CompassRose.tsx';
import { feedScene } from './feedScene.ts';
import { StoreyPicker } from './StoreyPicker.tsx';

export function SceneView() {
  const screen = useScreen();
  const { t } = useText();
  const container = useRef<HTMLDivElement>(null);
  const [scene, setScene] = useState<SceneHost | null>(null);
  const compoundId = useFacts((facts) => facts.compoundId);
  useEffect(() => {
    const element = container.current;
    const origin = screen.facts.getState().compounds.find((one) => one.id === compoundId)?.manifest.origin;
    if (!element || !origin) return;
    const host = createSceneHost(element, {
      latDeg: origin.latDeg,
      lonDeg: origin.lonDeg,
      timeZone: origin.timeZone,
      theme: screen.preferences.getState().theme,
    });
    screen.scene.mount(host);
    setScene(host);
    const stopFeeding = feedScene(screen, host);
    const stopPicks = listenToPicks(screen, host);
    return () => {
      stopPicks();
      stopFeeding();
      screen.scene.mount(null);
      setScene(null);
      host.dispose();
    };
  }, [screen, compoundId]);
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

function listenToPicks(screen: ScreenContext, host: SceneHost): () => void {
  const stops = [
    host.on('pick', (picked) => {
      if (!picked) return screen.choices.setState({ selection: null });
      if (picked.kind === 'device') return selectDevice(screen, picked.deviceId);
      if (picked.kind === 'bay') return selectDevice(screen, `parking-bay/${picked.deviceId}`, false);
      if (picked.kind === 'cluster') return void host.flyTo({ positionEnu: picked.positionEnu, radiusM: 18 });
      screen.choices.setState({
        selection: {
          kind: 'element',
          element: picked.element,
          positionEnu: picked.positionEnu,
          detail: null,
        },
      });
      void loadElement(screen, picked.element.modelId, picked.element.element);
    }),
    host.on('loading', (load) => screen.facts.setState({ sceneLoading: load.fraction })),
    host.on('fault', (fault) => screen.facts.setState({ sceneFault: fault?.message ?? null })),
  ];
  return () => stops.forEach((stop) => stop());
}

async function loadElement({ choices }: ScreenContext, modelId: string, index: number): Promise<void> {
  const response = await fetch(`/api/models/${encodeURIComponent(modelId)}/elements/${index}`).catch(
    () => null,
  );
  if (!response?.ok) return;
  const { element } = (await response.json()) as { element: ElementDetail };
  choices.setState(({ selection }) => {
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
  return (
    <div className="scene-tools" data-over-scene role="toolbar" aria-label={t('scene.tools')}>
      <StoreyPicker />
      <CommandButton command="scene.xray">
        <Eye size="1.05em" />
      </CommandButton>
      <CommandButton command="scene.fit">
        <Maximize size="1.05em" />
      </CommandButton>
      <CommandButton command="scene.orbit">
        <Orbit size="1.05em" />
      </CommandButton>
      <ViewPicker />
    </div>
  );
}

function ViewPicker() {
  const screen = useScreen();
  const { t, local } = useText();
  const views = useFacts((facts) => facts.plan.views);
  if (views.length === 0) return null;
  return (
    <label className="tool-select">
      <Compass size="1.05em" />
      <select
        aria-label={t('scene.views')}
        value=""
        onChange={(event) => {
          showView(screen, Number(event.target.value));
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
  const fraction = useFacts((facts) => facts.sceneLoading);
  if (fraction >= 1) return null;
  return (
    <div className="scene-loading" role="status">
      {t('scene.loading', { percent: Math.round(fraction * 100) })}
      <progress max={1} value={fraction} />
    </div>
  );
}

function SceneFault() {
  const fault = useFacts((facts) => facts.sceneFault);
  return fault ? (
    <div className="scene-fault" role="alert">
      {fault}
    </div>
  ) : null;
}

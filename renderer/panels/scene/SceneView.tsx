/** The scene in the middle, with its tools. The scene itself is there before the panels are: this takes it in. */
import { Compass, Eye, Maximize, Orbit } from 'lucide-react';
import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { CommandButton } from '#commands/CommandButton.tsx';
import { showView } from '#commands/focus.ts';
import { SceneTools } from '#panels/tools/index.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { CompassRose } from './CompassRose.tsx';
import { HeatLegend } from './HeatLegend.tsx';
import { HeldScene } from './HeldScene.tsx';
import { SceneTip } from './SceneTip.tsx';
import { rememberPlace } from './sceneStand.ts';
import { StoreyPicker } from './StoreyPicker.tsx';
import { WallMarkNote } from './WallMarkNote.tsx';

export function SceneView() {
  const screen = useScreen();
  const { t } = useText();
  const container = useRef<HTMLDivElement>(null);
  const scene = useSyncExternalStore(screen.scene.subscribe, screen.scene.current);
  useLayoutEffect(() => {
    const place = container.current;
    if (!place || !scene) return;
    place.append(scene.element);
    const observer = new ResizeObserver(() => rememberPlace(place));
    observer.observe(place);
    return () => observer.disconnect();
  }, [scene]);
  return (
    <main className="scene" data-testid="scene">
      <div ref={container} className="scene-canvas" aria-label={t('scene.canvas')} />
      <HeldScene beside={scene} />
      <Toolbar />
      <div className="scene-notes">
        <XrayNote />
        <WallMarkNote />
      </div>
      <CompassRose scene={scene} />
      <SceneTools />
      <SceneTip scene={scene} />
      <HeatLegend />
      <Loading />
      <SceneFault />
    </main>
  );
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

/** One sees through walls: said as long as it is so, with the way out. */
function XrayNote() {
  const { t } = useText();
  const screen = useScreen();
  const isOn = useChoices(({ xray }) => xray);
  if (!isOn) return null;
  return (
    <p className="scene-note" role="status" data-over-scene data-testid="xray-note">
      <Eye size="1.05em" aria-hidden /> {t('scene.xray.on')}
      <button className="link" onClick={() => screen.choices.setState({ xray: false })}>
        {t('scene.xray.end')}
      </button>
    </p>
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

/** The bar of tools at the scene's edge, and beside it what belongs to the one in the hand. */
import {
  Bookmark,
  Camera,
  Eye,
  EyeOff,
  Focus,
  Footprints,
  Ghost,
  Layers,
  Map as PlanIcon,
  Ruler,
  Scissors,
} from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { CommandButton } from '#commands/CommandButton.tsx';
import { loadViews } from '#commands/savedViews.ts';
import { useAppearance, useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { CompareCard, ComparedSides } from '#panels/models/index.ts';
import { ChangesCard } from '#panels/time/index.ts';
import { useText } from '#ui/useText.ts';
import { keepPicture } from './keepPicture.ts';
import { ExplodeCard } from './ExplodeCard.tsx';
import { MeasureCard } from './MeasureCard.tsx';
import { PlaceCard } from './PlaceCard.tsx';
import { SectionCard } from './SectionCard.tsx';
import { ViewsCard } from './ViewsCard.tsx';
import './tools.css';

const bar: readonly (readonly [string, ReactNode])[] = [
  ['tool.measure', <Ruler key="measure" size="1.25em" />],
  ['tool.section', <Scissors key="section" size="1.25em" />],
  ['tool.explode', <Layers key="explode" size="1.25em" />],
  ['tool.plan', <PlanIcon key="plan" size="1.25em" />],
  ['tool.walk', <Footprints key="walk" size="1.25em" />],
  ['tool.views', <Bookmark key="views" size="1.25em" />],
  ['element.hide', <EyeOff key="hide" size="1.25em" />],
  ['element.isolate', <Focus key="isolate" size="1.25em" />],
  ['element.ghost', <Ghost key="ghost" size="1.25em" />],
  ['element.all', <Eye key="all" size="1.25em" />],
];

export function SceneTools() {
  const { t } = useText();
  const screen = useScreen();
  const tool = useAppearance((appearance) => appearance.tool);
  // What was typed for one model is none of the next one's.
  const placedId = useAppearance((appearance) => appearance.placing?.modelId);
  const comparing = useChoices((choices) => choices.comparison !== null);
  const compoundId = useFacts((facts) => facts.compoundId);
  const connected = useFacts((facts) => facts.connected);
  useEffect(() => {
    if (compoundId !== null && connected) void loadViews(screen);
  }, [screen, compoundId, connected]);
  return (
    <div className="model-tools">
      <div
        className="model-tool-bar"
        data-over-scene
        role="toolbar"
        aria-label={t('tools.title')}
        aria-orientation="vertical"
      >
        {bar.map(([command, icon]) => (
          <CommandButton key={command} command={command}>
            {icon}
          </CommandButton>
        ))}
        <PictureButton />
      </div>
      {comparing && <ComparedSides />}
      {tool === null && comparing && <CompareCard />}
      {tool === null && !comparing && <ChangesCard />}
      {tool === 'measure' && <MeasureCard />}
      {tool === 'section' && <SectionCard />}
      {tool === 'explode' && <ExplodeCard />}
      {tool === 'views' && <ViewsCard />}
      {tool === 'place' && <PlaceCard key={placedId} />}
      {tool === 'walk' && (
        <p className="tool-card hint" data-over-scene data-testid="walk-card">
          {t('tools.walk.how')}
        </p>
      )}
    </div>
  );
}

function PictureButton() {
  const screen = useScreen();
  const { t } = useText();
  const mode = useFacts(({ clock }) => clock.mode);
  const [busy, setBusy] = useState(false);
  const take = async () => {
    if (busy) return;
    setBusy(true);
    // The button says that it has begun before the picture keeps the page busy.
    await new Promise((resolve) => setTimeout(resolve, 60));
    if (!(await keepPicture(screen, t(mode === 'live' ? 'mode.live' : 'tools.picture.replay'))))
      screen.notices.say('error', { key: 'tools.picture.none' });
    setBusy(false);
  };
  return (
    <button
      type="button"
      data-testid="take-picture"
      aria-busy={busy}
      title={t('tools.picture.what')}
      onClick={() => void take()}
    >
      <Camera size="1.25em" />
      {t(busy ? 'tools.picture.busy' : 'tools.picture')}
    </button>
  );
}

/** Keeps the scene true to what a person does with the models, and puts the chosen tool in the hand. */
import type { SceneHost } from '#scene/contract.ts';
import type { Appearance } from '#state/appearance.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { createMeasureTool, marksOf } from './measureTool.ts';
import { createPlaceTool, placeMarks } from './placeTool.ts';
import { createSectionTool, planesOf } from './sectionTool.ts';
import { walkBeside } from './walkBeside.ts';

export function startTools(screen: ScreenContext, host: SceneHost): () => void {
  const { appearance } = screen;
  let putDown = () => undefined as void;

  function takeUp({ tool }: Appearance): void {
    putDown();
    putDown = () => undefined;
    if (tool === 'measure') {
      const measuring = createMeasureTool(screen, host);
      const release = host.useTool(measuring.tool);
      putDown = () => {
        release();
        measuring.dispose();
      };
    } else if (tool === 'place') putDown = host.useTool(createPlaceTool(screen, host));
    else if (tool === 'walk') putDown = host.walk(walkBeside(screen, host));
    else if (tool === 'section') putDown = host.useTool(createSectionTool(screen, host));
  }
  function explode({ explode: wanted }: Appearance): void {
    if (host.setExplode(wanted?.of ?? null, wanted?.gapM ?? 0)) return;
    screen.notices.say('error', { key: 'explode.nothing' });
    appearance.setState({ explode: null, tool: null });
  }
  function feed(now: Appearance, before: Appearance | null): void {
    const changed = (...keys: (keyof Appearance)[]) => keys.some((key) => now[key] !== before?.[key]);
    if (changed('hidden', 'isolated', 'ghosted', 'colors', 'restColor')) host.setAppearance(now);
    if (changed('section')) host.setSection(planesOf(now.section));
    if (changed('section', 'tool'))
      host.showSectionBox(now.tool === 'section' && now.section?.kind === 'box' ? now.section.box : null);
    if (changed('explode')) explode(now);
    if (changed('tool')) takeUp(now);
    if (changed('measurements', 'draftEnu', 'tool'))
      host.showMarks([
        ...marksOf(now.measurements),
        ...(now.tool === 'place' ? placeMarks(now.draftEnu) : []),
      ]);
  }
  const first = appearance.getState();
  const isWorkedOn = first !== appearance.getInitialState();
  if (isWorkedOn) feed(first, null);
  const unsubscribe = appearance.subscribe(feed);
  return () => {
    unsubscribe();
    putDown();
  };
}

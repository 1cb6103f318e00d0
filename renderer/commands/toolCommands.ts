/** Tools of the scene: one at a time in the hand, Esc ends it; what they do to elements acts on the chosen one. */
import { sizeOf } from '#state/elementSets.ts';
import type { MeasureKind, ToolName } from '#state/appearance.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import {
  chosenElements,
  ghostElements,
  hideElements,
  isolateElements,
  showAllElements,
} from './appearance.ts';
import type { ScreenCommand } from './command.ts';
import { explodeExtent, explodeMeant } from './explode.ts';
import { openPlan, storeyMeant } from './storeyPlan.ts';

const nothingBegun = { draftEnu: [], draftElement: null } as const;

function takeTool({ appearance }: ScreenContext, tool: ToolName): void {
  appearance.setState((before) => ({
    ...nothingBegun,
    explode: null,
    tool: before.tool === tool ? null : tool,
  }));
}

/** A first step apart shows what the slider does. */
const explodeStartM = 3;

function takeExplode(screen: ScreenContext): void {
  const of = explodeMeant(screen);
  takeTool(screen, 'explode');
  const isTaken = screen.appearance.getState().tool === 'explode';
  if (!of || !isTaken) return;
  screen.choices.setState({ storey: null });
  screen.appearance.setState({ explode: { of, gapM: explodeStartM } });
  const whole = explodeExtent(screen, of, explodeStartM);
  if (whole) void screen.scene.current()?.flyTo(whole);
}

/** What was begun first, then the tool itself; false: there was neither. */
export function leaveTool({ appearance }: ScreenContext): boolean {
  const { tool, draftEnu, draftElement } = appearance.getState();
  if (tool === null) return false;
  const begun = draftEnu.length > 0 || draftElement !== null;
  appearance.setState(begun ? nothingBegun : { ...nothingBegun, explode: null, tool: null, placing: null });
  return true;
}

export function measureAs({ appearance }: ScreenContext, measuring: MeasureKind): void {
  appearance.setState({ ...nothingBegun, explode: null, tool: 'measure', measuring });
}

const needsElement = (screen: ScreenContext) => (chosenElements(screen).length > 0 ? null : 'why.element');

export const toolCommands: readonly ScreenCommand[] = [
  {
    id: 'tool.measure',
    group: 'scene',
    text: 'tools.measure',
    keys: ['T'],
    isOn: ({ appearance }) => appearance.getState().tool === 'measure',
    run: (screen) => takeTool(screen, 'measure'),
  },
  {
    id: 'tool.section',
    group: 'scene',
    text: 'tools.section',
    keys: ['C'],
    isOn: ({ appearance }) => appearance.getState().tool === 'section',
    run: (screen) => takeTool(screen, 'section'),
  },
  {
    id: 'tool.explode',
    group: 'scene',
    text: 'explode.title',
    keys: ['E'],
    unable: (screen) =>
      screen.appearance.getState().tool === 'explode' || explodeMeant(screen) ? null : 'why.building',
    isOn: ({ appearance }) => appearance.getState().tool === 'explode',
    run: takeExplode,
  },
  {
    id: 'tool.views',
    group: 'scene',
    text: 'tools.views',
    keys: ['V'],
    isOn: ({ appearance }) => appearance.getState().tool === 'views',
    run: (screen) => takeTool(screen, 'views'),
  },
  {
    id: 'tool.walk',
    group: 'scene',
    text: 'tools.walk',
    keys: ['Shift+W'],
    isOn: ({ appearance }) => appearance.getState().tool === 'walk',
    run: (screen) => takeTool(screen, 'walk'),
  },
  {
    id: 'tool.plan',
    group: 'scene',
    text: 'plan.open',
    keys: ['P'],
    unable: (screen) => (storeyMeant(screen) ? null : 'why.storey'),
    run: (screen) => {
      const storey = storeyMeant(screen);
      if (storey) openPlan(screen, storey);
    },
  },
  {
    id: 'element.hide',
    group: 'scene',
    text: 'tools.hide',
    keys: ['H'],
    unable: needsElement,
    run: (screen) => {
      hideElements(screen, chosenElements(screen));
      screen.choices.setState({ selection: null });
    },
  },
  {
    id: 'element.isolate',
    group: 'scene',
    text: 'tools.isolate',
    keys: ['Shift+H'],
    unable: needsElement,
    run: (screen) => isolateElements(screen, chosenElements(screen)),
  },
  {
    id: 'element.ghost',
    group: 'scene',
    text: 'tools.ghost',
    keys: ['Z'],
    unable: needsElement,
    run: (screen) => {
      ghostElements(screen, chosenElements(screen));
      screen.choices.setState({ selection: null });
    },
  },
  {
    id: 'element.all',
    group: 'scene',
    text: 'tools.all',
    keys: ['U'],
    unable: ({ appearance }) => {
      const { hidden, ghosted, isolated } = appearance.getState();
      return isolated !== null || sizeOf(hidden) + sizeOf(ghosted) > 0 ? null : 'why.shown';
    },
    run: showAllElements,
  },
];

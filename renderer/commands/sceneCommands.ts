/** How the compound is looked at. */
import type { ScreenCommand } from './command.ts';
import { showView } from './focus.ts';
import { showSavedView } from './savedViews.ts';

const views = 9;

export const sceneCommands: readonly ScreenCommand[] = [
  {
    id: 'scene.fit',
    group: 'scene',
    text: 'scene.fit',
    keys: ['F'],
    run: ({ scene }) => scene.current()?.fit(),
  },
  {
    id: 'scene.xray',
    group: 'scene',
    text: 'scene.xray',
    keys: ['X'],
    unable: ({ choices }) =>
      choices.getState().xray || choices.getState().selection !== null ? null : 'why.xray',
    isOn: ({ choices }) => choices.getState().xray,
    run: ({ choices }) => choices.setState(({ xray }) => ({ xray: !xray })),
  },
  {
    id: 'scene.orbit',
    group: 'scene',
    text: 'scene.orbit',
    keys: ['O'],
    isOn: ({ choices }) => choices.getState().orbiting,
    run: ({ choices }) => choices.setState(({ orbiting }) => ({ orbiting: !orbiting })),
  },
  ...Array.from({ length: views }, (_, index): ScreenCommand => ({
    id: `scene.view.${index + 1}`,
    group: 'scene',
    text: 'scene.views',
    keys: [String(index + 1)],
    unlisted: true,
    run: (screen) => {
      const { plan, savedViews } = screen.facts.getState();
      const saved = savedViews[index - plan.views.length];
      return saved ? showSavedView(screen, saved.id) : showView(screen, index);
    },
  })),
];

/** Points that were pressed on a model mean nothing once it stands elsewhere. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestScreen } from '#renderer/testing/TestScreen.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import type { Enu } from '#shared/twin/compound.ts';
import { watchPlaced } from './placeModel.ts';

let test: TestScreen;
let stop: () => void;
beforeEach(async () => {
  test = await new TestScreen().open();
  stop = watchPlaced(test.screen);
});
afterEach(() => {
  stop();
  test.dispose();
});

const points: readonly Enu[] = [
  [0, 0, 0],
  [5, 0, 0],
];
// What the watch reads of one.
const model = (id: string, importedAtMs: number) =>
  ({ id, importedAtMs, placedBy: 'hand', bounds: null }) as ModelManifest;
const begin = () => {
  test.screen.facts.setState({ models: [model('a', 1), model('b', 1)] });
  test.screen.appearance.setState({
    tool: 'place',
    placing: { modelId: 'a', withHeight: false },
    draftEnu: points,
  });
};
const state = () => test.screen.appearance.getState();

it('are let go when it was made anew meanwhile', () => {
  begin();
  test.screen.facts.setState({ models: [model('a', 1), model('b', 2)] });
  expect(state().draftEnu).toBe(points);
  test.screen.facts.setState({ models: [model('a', 2), model('b', 2)] });
  expect(state().draftEnu).toEqual([]);
  expect(state().tool).toBe('place');
});

it('go with the tool when it was removed meanwhile', () => {
  begin();
  test.screen.facts.setState({ models: [model('b', 1)] });
  expect([state().tool, state().placing, state().draftEnu]).toEqual([null, null, []]);
});

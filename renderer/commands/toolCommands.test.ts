/** One tool at a time; Esc gives up what was begun, then the tool, then what is chosen. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestScreen } from '#renderer/testing/TestScreen.ts';
import { hasElement } from '#state/elementSets.ts';
import { showElements } from './appearance.ts';
import { measureAs } from './toolCommands.ts';

let test: TestScreen;
beforeEach(async () => {
  test = await new TestScreen().open();
});
afterEach(() => test.dispose());

const state = () => test.screen.appearance.getState();
const wall = { modelId: 'm', element: 7 };
const chooseWall = () =>
  test.screen.choices.setState({
    selection: { kind: 'element', element: wall, positionEnu: [0, 0, 0], detail: null },
  });

it('a key takes a tool up, another takes its place, the same puts it down', () => {
  test.press('T');
  expect(state().tool).toBe('measure');
  test.press('C');
  expect(state().tool).toBe('section');
  test.press('C');
  expect(state().tool).toBe(null);
});

it('Esc gives up the measurement that was begun, then the tool, then what is chosen', () => {
  chooseWall();
  measureAs(test.screen, 'area');
  test.screen.appearance.setState({ draftEnu: [[0, 0, 0]] });
  test.press('Escape');
  expect([state().tool, state().draftEnu]).toEqual(['measure', []]);
  test.press('Escape');
  expect(state().tool).toBe(null);
  expect(test.screen.choices.getState().selection).not.toBe(null);
  test.press('Escape');
  expect(test.screen.choices.getState().selection).toBe(null);
});

it('hiding acts on the chosen element alone, and everything can be shown again', () => {
  test.press('H');
  expect(state().hidden.size).toBe(0);
  chooseWall();
  test.press('H');
  expect(hasElement(state().hidden, wall)).toBe(true);
  expect(test.screen.choices.getState().selection).toBe(null);
  test.press('U');
  expect(state().hidden.size).toBe(0);
});

it('what is shown again joins what is isolated', () => {
  chooseWall();
  test.press('Shift+H');
  const other = { modelId: 'm', element: 8 };
  expect(hasElement(state().isolated ?? new Map(), other)).toBe(false);
  showElements(test.screen, [other]);
  expect(hasElement(state().isolated ?? new Map(), other)).toBe(true);
  expect(hasElement(state().isolated ?? new Map(), wall)).toBe(true);
});

it('storeys are apart as long as that tool is in the hand; it needs something to move apart', () => {
  test.press('E');
  expect([state().tool, state().explode]).toEqual([null, null]);
  chooseWall();
  test.press('E');
  expect(state().explode?.of).toEqual({ kind: 'model', modelId: 'm' });
  expect(state().explode?.gapM).toBeGreaterThan(0);
  test.press('T');
  expect([state().tool, state().explode]).toEqual(['measure', null]);
  test.press('T');
  test.press('E');
  test.press('Escape');
  expect([state().tool, state().explode]).toEqual([null, null]);
});

/** Esc undoes one step at a time, the last one first. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestScreen } from '#renderer/testing/TestScreen.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import type { Selection } from '#state/choices.ts';

let test: TestScreen;
beforeEach(async () => {
  test = await new TestScreen().open();
  test.screen.facts.setState({
    plan: {
      ...emptyPlan,
      places: [
        { id: '8', kind: 'building', name: { zh: '8号楼', en: 'Building 8' }, parentId: null, box: null },
      ],
    },
  });
});
afterEach(() => test.dispose());

const storey = { kind: 'building', buildingId: '8', level: 4 } as const;
const device: Selection = { kind: 'device', key: 'smoke/8-2-401' };
const building: Selection = { kind: 'place', id: '8' };
function standing() {
  const { selection, storey: shown, xray, chosenAlarmIds } = test.screen.choices.getState();
  return [
    test.screen.appearance.getState().tool,
    selection?.kind ?? null,
    chosenAlarmIds.length,
    shown?.kind === 'building' ? shown.level : null,
    xray,
  ];
}

it('first the tool, then the device and its alarm, the storey, the x-ray', () => {
  test.screen.choices.setState({ selection: device, chosenAlarmIds: ['a'], storey, xray: true });
  test.press('T');
  const steps = Array.from({ length: 5 }, () => {
    const before = standing();
    test.press('Escape');
    return before;
  });
  expect(steps).toEqual([
    ['measure', 'device', 1, 4, true],
    [null, 'device', 1, 4, true],
    [null, null, 0, 4, true],
    [null, null, 0, null, true],
    [null, null, 0, null, false],
  ]);
});

it('a chosen building goes last: its storey and its x-ray are let go before it', () => {
  test.screen.choices.setState({ selection: building, storey, xray: true });
  test.press('Escape');
  expect(standing()).toEqual([null, 'place', 0, null, true]);
  test.press('Escape');
  expect(standing()).toEqual([null, 'place', 0, null, false]);
  test.press('Escape');
  expect(standing()).toEqual([null, null, 0, null, false]);
});

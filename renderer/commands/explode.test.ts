import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestScreen } from '#renderer/testing/TestScreen.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import { explodeExtent } from './explode.ts';

let test: TestScreen;
beforeEach(async () => {
  test = await new TestScreen().open();
});
afterEach(() => test.dispose());

it('knows where the storeys of an imported model stand once they are apart', () => {
  const model = {
    id: 'house',
    name: 'House',
    placedBy: 'coordinates',
    bounds: { minEnu: [10, 20, 0], maxEnu: [22, 30, 9] },
    storeys: [
      { name: '1F', elevationM: 0 },
      { name: '2F', elevationM: 3 },
      { name: '3F', elevationM: 6 },
      { name: 'loose', elevationM: null },
    ],
  };
  test.screen.facts.setState({ models: [model as unknown as ModelManifest] });
  const extent = explodeExtent(test.screen, { kind: 'model', modelId: 'house' }, 4);
  expect(extent?.positionEnu).toEqual([16, 25, 4.5 + 4]);
  expect(extent?.radiusM).toBeCloseTo(Math.hypot(12, 10, 9 + 8) / 2);
  expect(explodeExtent(test.screen, { kind: 'model', modelId: 'other' }, 4)).toBeNull();
});

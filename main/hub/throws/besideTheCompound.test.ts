/** A model that no coordinates place stands beside the compound to be looked at: its windows are no wall that is watched. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ThrowTrace } from '#shared/protocol/throwTrace.ts';
import type { ThrowCoverage } from '#shared/protocol/throwCoverage.ts';
import { createModelRoom } from '../models/index.ts';
import type { TestHub } from '../testHub.ts';
import { testIfc } from '../testIfc.ts';
import { startThrowHub, thrown, throwPixels, throwWindows } from '../testThrow.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startThrowHub();
  const room = createModelRoom({ dataDir: hub.dataDir });
  const bytes = Buffer.from(testIfc(throwWindows.map((one) => ({ ...one, name: `b${one.name}` }))));
  const files = [{ name: 'beside.ifc', bytes }];
  const imported = await room.importNow({ name: 'beside', modelId: 'beside', compound: 'test', files });
  await room.stop();
  if (!imported.ok || imported.value.placedBy !== 'recentring') throw new Error('not as it should stand');
});
afterAll(() => hub.stop());

test('neither a throw is traced to it nor is it covered', async () => {
  const id = await thrown(hub, 't2', { pixels: throwPixels });
  const { trace } = await hub.get<{ trace: ThrowTrace }>(`/api/incidents/${id}/throw-trace`);
  expect(new Set(trace.openings.map(({ element }) => element?.modelId))).toEqual(new Set(['house']));
  const { coverage } = await hub.get<{ coverage: ThrowCoverage }>('/api/compounds/test/throw-coverage');
  expect(coverage.windows).toHaveLength(18);
});

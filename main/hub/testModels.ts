/** Small models in the data directory of a hub, real, as imports leave them; gives their content keys. */
import { createModelRoom } from './models/index.ts';
import { testIfc } from './testIfc.ts';

export async function importTestModels(
  dataDir: string,
  models: readonly { readonly id: string; readonly name: string; readonly compound: string }[],
): Promise<readonly string[]> {
  const room = createModelRoom({ dataDir });
  const keys: string[] = [];
  for (const { id, name, compound } of models) {
    const bytes = Buffer.from(testIfc([{ name: id }]));
    const files = [{ name: `${id}.ifc`, bytes }];
    const imported = await room.importNow({ name, modelId: id, compound, files });
    if (!imported.ok) throw new Error(imported.error.code);
    keys.push(imported.value.contentKey);
  }
  await room.stop();
  return keys;
}

/** A small model in the data directory of a hub that has not started yet: real, as an import leaves it. */
import { createModelRoom } from './models/index.ts';
import { testIfc } from './testIfc.ts';

export async function importTestModel(
  dataDir: string,
  model: { readonly id: string; readonly name: string; readonly compound: string },
): Promise<{ readonly contentKey: string }> {
  const room = createModelRoom({ dataDir });
  const bytes = Buffer.from(testIfc([{ name: model.id }]));
  const imported = await room.importNow({
    name: model.name,
    modelId: model.id,
    compound: model.compound,
    files: [{ name: `${model.id}.ifc`, bytes }],
  });
  await room.stop();
  if (!imported.ok) throw new Error(imported.error.code);
  return imported.value;
}

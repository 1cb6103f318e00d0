/** What `bench:scene` draws: our cache in a hub's data directory, and of the same files a .frag and a plain merged GLB. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createModelRoom, type ModelRoom } from '#hub/models/index.ts';
import { decodeChunk } from '#scene/model/decodeChunk.ts';
import type { DecodedChunk, ElementColumns } from '#shared/protocol/model.ts';
import type { Query } from './scene/side.ts';
import { writeMergedGlb } from './writeMergedGlb.ts';

const FRAGMENT_WRITER = join(import.meta.dirname, 'writeFragments.ts');

/** Each input becomes a model of its own name, visible in a compound of that name. What is there already is kept. */
export async function makeSceneFiles(
  dir: string,
  inputs: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, Query>>> {
  const dataDir = join(dir, 'hub');
  mkdirSync(dataDir, { recursive: true });
  const room = createModelRoom({ dataDir });
  const queries: Record<string, Query> = {};
  for (const [name, path] of Object.entries(inputs)) {
    const result = await room.importNow({
      name,
      modelId: name,
      compound: name,
      files: [{ name: `${name}.ifc`, path }],
    });
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    const glb = join(dir, `${name}.glb`);
    if (!existsSync(glb)) writeFileSync(glb, writeMergedGlb(await chunksOf(room, name)));
    const frag = join(dir, `${name}.frag`);
    if (!existsSync(frag)) execFileSync(process.execPath, [FRAGMENT_WRITER, path, frag], { stdio: 'ignore' });
    const columns = await room.elements(name);
    if (columns) queries[name] = queryOf(columns);
  }
  await room.stop();
  return queries;
}

async function chunksOf(room: ModelRoom, name: string): Promise<DecodedChunk[]> {
  const chunks: DecodedChunk[] = [];
  for (const { index } of (await room.get(name))?.chunks ?? []) {
    const chunk = await room.chunk(name, index);
    if (!chunk.ok) throw new Error(JSON.stringify(chunk.error));
    const { buffer, byteOffset, byteLength } = chunk.value.bytes;
    chunks.push(await decodeChunk(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer));
  }
  return chunks;
}

/** The most frequent class, a name that some dozens share, an element in the middle. */
function queryOf({ type, name, globalId, sizeM }: ElementColumns): Query {
  const most = (values: readonly string[], limit: number): string => {
    const counts = new Map<string, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts].filter(([, n]) => n <= limit).sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
  };
  const drawn = globalId.filter((_, i) => (sizeM[i] ?? 0) > 0);
  return {
    type: most(type, Infinity).toUpperCase(),
    name: most(
      name.filter((one) => /^[\w ]{4,}$/.test(one)),
      100,
    ),
    globalId: drawn[Math.floor(drawn.length / 2)] ?? '',
  };
}

export const fragmentsWorker = join(
  import.meta.dirname,
  '../node_modules/@thatopen/fragments/dist/Worker/worker.mjs',
);
export const sizeOf = (path: string): number => readFileSync(path).byteLength;

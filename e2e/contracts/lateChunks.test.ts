/** A hub that fails some requests, then works: the scene says what it lacks, asks again, and has it all in the end. */
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { encodeChunk } from '#hub/models/encodeChunk.ts';
import { loadModel } from '#scene/model/loadModel.ts';
import { createSceneUniforms } from '#scene/shading/uniforms.ts';
import { flatPiece } from './flatPiece.ts';

const chunkInfo = (index: number) => ({ index, triangles: 1, transparent: false });

test('failed parts of a model are said and come later; none is left out', async () => {
  const { bytes } = await encodeChunk(
    [
      flatPiece(0, 1, [
        [0, 0, 0],
        [1, 0, 0],
        [0, 1, 0],
      ]),
    ],
    { transparent: false, wide: false },
  );
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const times = (asked.get(path) ?? 0) + 1;
    asked.set(path, times);
    // Chunk 1 fails twice, chunk 3 arrives cut short once.
    if (path.endsWith('/chunks/1?v=k') && times <= 2) return void response.writeHead(503).end();
    if (path.endsWith('/chunks/3?v=k') && times === 1) return void response.end(bytes.subarray(0, 20));
    if (path.includes('/chunks/')) return void response.end(bytes);
    const columns = { globalId: ['g'], type: ['Wall'], name: [''], storey: [-1], parent: [-1] };
    response.end(JSON.stringify({ ...columns, centreEnu: [[0, 0, 0]], sizeM: [1] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const said: string[] = [];
  const pauses: number[] = [];
  let chunks = 0;
  await loadModel(
    `http://127.0.0.1:${port}`,
    {
      id: 'm',
      name: '5 号楼',
      contentKey: 'k',
      bounds: null,
      storeys: [],
      chunks: [0, 1, 2, 3].map(chunkInfo),
    },
    [0, 0, 0],
    createSceneUniforms(),
    new AbortController().signal,
    {
      ready: () => undefined,
      chunk: () => void chunks++,
      covered: () => undefined,
      missing: (name, count) => said.push(`${name} ${count}`),
    },
    (failures) => {
      pauses.push(failures);
      return 5;
    },
  );
  server.close();
  expect(chunks).toBe(4);
  expect(said[0]).toBe('5 号楼 1');
  expect(said).toContain('5 号楼 2');
  expect(said.at(-1)).toBe('5 号楼 0');
  expect(pauses.sort()).toEqual([1, 1, 2]);
});

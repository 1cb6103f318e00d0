/** A hub that fails some requests, then works: the scene says what it lacks, asks again, and has it all in the end. */
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { encodeChunk } from '#hub/models/encodeChunk.ts';
import { decodeChunk } from '#scene/model/decodeChunk.ts';
import { loadModel } from '#scene/model/loadModel.ts';
import { createResidency } from '#scene/model/residency.ts';
import { createTexelBudget } from '#scene/model/texelBudget.ts';
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

test('what a screen has no room for is fetched when one comes near, and let go from afar', async () => {
  const piece = flatPiece(0, 1, [
    [0, 0, 0],
    [1, 0, 0],
    [0, 1, 0],
  ]);
  const { bytes } = await encodeChunk([piece], { transparent: false, wide: false });
  const asked: string[] = [];
  const columns = { globalId: ['g'], type: ['Wall'], name: [''], storey: [-1], parent: [-1] };
  const server = createServer(({ url = '' }, response) => {
    const chunk = /chunks\/(\d+)/.exec(url)?.[1];
    if (chunk === undefined)
      return void response.end(JSON.stringify({ ...columns, centreEnu: [[0, 0, 0]], sizeM: [1] }));
    asked.push(chunk);
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const residency = createResidency(2);
  const stop = new AbortController();
  let shown = 0;
  const boxAt = (x: number) => ({ minEnu: [x, 0, 0], maxEnu: [x + 1, 1, 1] }) as const;
  await loadModel(
    `http://127.0.0.1:${port}`,
    {
      id: 'm',
      name: 'm',
      contentKey: 'k',
      bounds: null,
      storeys: [],
      chunks: [0, 1, 2].map((index) => ({ ...chunkInfo(index), bounds: boxAt(index * 1000) })),
    },
    [0, 0, 0],
    createSceneUniforms(),
    stop.signal,
    {
      ready: () => undefined,
      chunk: () => void shown++,
      gone: () => void shown--,
      covered: () => undefined,
      missing: () => undefined,
    },
    undefined,
    {
      decode: decodeChunk,
      layers: () => Promise.reject(new Error('no pictures here')),
      residency,
      texels: createTexelBudget(Infinity),
    },
  );
  expect(shown).toBe(2);
  asked.length = 0;
  residency.follow({ x: 2000, y: 0, z: 0 });
  await expect.poll(() => asked).toEqual(['2']);
  await expect.poll(() => shown).toBe(2);
  residency.follow({ x: 0, y: 0, z: 0 });
  await expect.poll(() => asked).toEqual(['2', '0']);
  await expect.poll(() => shown).toBe(2);
  stop.abort();
  asked.length = 0;
  residency.follow({ x: 2000, y: 0, z: 0 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked).toEqual([]);
  server.close();
});

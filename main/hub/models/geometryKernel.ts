/**
 * Worker thread around web-ifc: bytes of one file in, shapes and where they are placed out, in metres and z up. It shares nothing
 * with the rest, so that a crash or a grown heap of the kernel ends with the thread.
 */
import { parentPort } from 'node:worker_threads';
import { createRequire } from 'node:module';
import type * as WebIfc from 'web-ifc';
import { createSink, type RawGeometry } from './geometrySink.ts';
import type { PlacedShapes } from './placedShapes.ts';
import { fault } from '#shared/protocol/result.ts';

// Imported, its three megabytes would be read twice, once only to find out what kind of module they are.
const { IfcAPI, LogLevel } = createRequire(import.meta.url)('web-ifc') as typeof WebIfc;

export interface KernelRequest {
  readonly bytes: Uint8Array;
  /** Products one after another, to find the one that cannot be made; without, all there are, as the kernel likes. */
  readonly oneByOne?: {
    readonly ids: readonly number[];
    /** Shared; the first cell says which of them is being made. */
    readonly at: Int32Array;
  };
  /** What is there is wanted before all is. */
  readonly withDrafts?: boolean;
}
export type KernelReply =
  | { readonly kind: 'progress'; readonly fraction: number }
  /** Part of what `geometry` will hold. */
  | { readonly kind: 'draft'; readonly geometry: PlacedShapes }
  | { readonly kind: 'geometry'; readonly geometry: RawGeometry }
  | { readonly kind: 'fault'; readonly message: string };

const PROGRESS_MS = 100;
/** After the file is open; each further pause is twice as long. */
const DRAFT_MS = 200;
const notes = new Map<string, number>();

/** The kernel speaks through the console; ids and numbers are dropped so that the same complaint counts up. */
function listen(...words: unknown[]): void {
  const text = words
    .map(String)
    .join(' ')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/#?\d[\d.e+-]*/g, '…')
    .trim()
    .slice(0, 200);
  if (text) notes.set(text, (notes.get(text) ?? 0) + 1);
}

const port = parentPort;
if (port) {
  console.log = console.warn = console.error = console.info = listen;
  const api = new IfcAPI();
  const ready = api.Init().then(() => api.SetLogLevel(LogLevel.LOG_LEVEL_ERROR));
  port.on('message', (request: KernelRequest) => {
    ready
      .then(() =>
        port.postMessage(...convert(api, request, (reply, transfer) => port.postMessage(reply, transfer))),
      )
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        port.postMessage({ kind: 'fault', message } satisfies KernelReply);
      });
  });
}

function convert(
  api: WebIfc.IfcAPI,
  { bytes, oneByOne, withDrafts = false }: KernelRequest,
  tell: (reply: KernelReply, transfer?: ArrayBuffer[]) => void,
): [KernelReply, ArrayBuffer[]] {
  notes.clear();
  const model = api.OpenModelFromCallback((offset, size) => bytes.subarray(offset, offset + size), {
    COORDINATE_TO_ORIGIN: false,
  });
  if (model < 0) throw new Error('The geometry kernel cannot open the file.');
  const sink = createSink();
  let toldMs = performance.now();
  let draftDueMs = toldMs + DRAFT_MS;
  let pauseMs = DRAFT_MS;
  const tellDraft = (): void => {
    const geometry = sink.sinceLast();
    if (geometry) tell({ kind: 'draft', geometry }, buffersOf(geometry));
    // The more there is, the less a little more matters.
    pauseMs *= 2;
    draftDueMs = performance.now() + pauseMs;
  };
  try {
    const take = (mesh: WebIfc.FlatMesh, index: number, total: number): void => {
      addMesh(api, model, mesh, sink);
      if (performance.now() - toldMs > PROGRESS_MS) {
        toldMs = performance.now();
        tell({ kind: 'progress', fraction: total > 0 ? index / total : 0 });
        if (withDrafts && toldMs > draftDueMs) tellDraft();
      }
    };
    if (!oneByOne) api.StreamAllMeshes(model, take);
    else
      for (const [i, id] of oneByOne.ids.entries()) {
        Atomics.store(oneByOne.at, 0, i);
        api.StreamMeshes(model, [id], (mesh: WebIfc.FlatMesh) => take(mesh, i, oneByOne.ids.length));
      }
    if (withDrafts) tellDraft();
  } finally {
    api.CloseModel(model);
  }
  const geometry = sink.finish(
    [...notes].map(([reason, count]) => ({ ...fault('geometry', { reason }), count })),
  );
  return [{ kind: 'geometry', geometry }, buffersOf(geometry)];
}

const buffersOf = ({ shapes, vertices, index, pieces, transforms }: PlacedShapes): ArrayBuffer[] =>
  [shapes, vertices, index, pieces, transforms].map(({ buffer }) => buffer as ArrayBuffer);

function addMesh(
  api: WebIfc.IfcAPI,
  model: number,
  mesh: WebIfc.FlatMesh,
  sink: ReturnType<typeof createSink>,
): void {
  const placed = mesh.geometries;
  for (let i = 0, n = placed.size(); i < n; i++) {
    const { color, geometryExpressID, flatTransformation } = placed.get(i);
    if (!sink.hasShape(geometryExpressID)) {
      const geometry = api.GetGeometry(model, geometryExpressID);
      sink.addShape(
        geometryExpressID,
        api.GetVertexArray(geometry.GetVertexData(), geometry.GetVertexDataSize()).slice(),
        api.GetIndexArray(geometry.GetIndexData(), geometry.GetIndexDataSize()).slice(),
      );
      geometry.delete();
    }
    sink.place(mesh.expressID, geometryExpressID, color, flatTransformation);
  }
}

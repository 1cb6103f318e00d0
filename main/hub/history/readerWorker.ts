/** A history reader's thread: one question at a time on a connection that cannot write. */
import { parentPort, workerData } from 'node:worker_threads';
import { failure, type Result } from '#shared/protocol/result.ts';
import { messageOf, type FromReader, type ReaderData, type ToReader } from './messages.ts';
import { createReader, type Reader } from './reader.ts';
import { openHistoryForReading } from './schema.ts';
import type { DamagedRow } from './segments.ts';

const port = parentPort;
if (!port) throw new Error('a history reader runs in a worker thread');
const { path, limits, cancelled } = workerData as ReaderData;
const cancelledId = new Int32Array(cancelled);
let runningId = 0;

class Cancelled extends Error {}

function check(): void {
  if (Atomics.load(cancelledId, 0) === runningId) throw new Cancelled();
}

const told = new Set<string>();

/** Each once; it is met again by every question that needs it. */
function tellDamaged(row: DamagedRow): void {
  const key = `${row.id ?? `${row.compound} ${row.fromMs}`}`;
  if (told.has(key)) return;
  told.add(key);
  post({ kind: 'damaged', row });
}

let reader: Reader | null = null;

function answer({ id, question }: ToReader): Result<unknown> {
  runningId = id;
  try {
    check();
    // Opened by the first question: the writer has made the file by then.
    reader ??= createReader(openHistoryForReading(path), limits, check, tellDamaged);
    return reader.answer(question);
  } catch (error) {
    if (error instanceof Cancelled) return failure('history-cancelled');
    return failure('history-unavailable', { reason: messageOf(error) });
  }
}

const post = (message: FromReader, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);

port.on('message', (asked: ToReader) => {
  const result = answer(asked);
  post({ kind: 'answer', id: asked.id, result }, result.ok ? columnsOf(result.value) : []);
});
post({ kind: 'ready' });

/** Answers are made of fresh columns; they move instead of being copied. */
function columnsOf(value: unknown): ArrayBuffer[] {
  if (typeof value !== 'object' || value === null) return [];
  const buffers = new Set<ArrayBuffer>();
  for (const column of Object.values(value))
    if (ArrayBuffer.isView(column) && column.buffer instanceof ArrayBuffer) buffers.add(column.buffer);
  return [...buffers];
}

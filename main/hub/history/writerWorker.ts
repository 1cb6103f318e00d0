/**
 * The history writer's thread: it alone writes the file. A batch is committed when it comes; everything else is done
 * between two batches, in steps short enough that none waits long.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { createBackground, sealEveryMs } from './background.ts';
import { createHeardBefore } from './heardBefore.ts';
import { messageOf, type FromWriter, type ToWriter, type WriterData } from './messages.ts';
import { openHistoryFile } from './schema.ts';
import { thinnings } from './thinning.ts';
import { createWriter } from './writer.ts';

/** Work between two looks at the live. */
const turnMs = 15;
const afterFaultMs = 1_000;

const port = parentPort;
if (!port) throw new Error('the history writer runs in a worker thread');
const post = (message: FromWriter): void => port.postMessage(message);
const { path } = workerData as WriterData;

function open(): ReturnType<typeof start> | null {
  try {
    return start();
  } catch (error) {
    post({ kind: 'broken', message: messageOf(error) });
    return null;
  }
}

function start() {
  const db = openHistoryFile(path);
  const writer = createWriter(db, (aside) => post({ kind: 'aside', ...aside }));
  const background = createBackground(db, writer, (what) => post({ kind: 'dropped', what }));
  post({ kind: 'ready', lastBatch: writer.lastBatch() });
  return { db, writer, background, heardBefore: createHeardBefore(db) };
}

const opened = open();
if (opened) {
  const { db, writer, background, heardBefore } = opened;
  let faulty = false;
  let timer: NodeJS.Timeout | null = null;
  let immediate: NodeJS.Immediate | null = null;

  const wake = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    immediate ??= setImmediate(turn);
  };

  function turn(): void {
    immediate = null;
    let restMs = sealEveryMs / 10;
    try {
      if (background.work(Date.now(), performance.now() + turnMs)) return wake();
      if (faulty && background.healthy(Date.now())) {
        faulty = false;
        post({ kind: 'upkeep', fault: null });
      }
    } catch (error) {
      faulty = true;
      post({ kind: 'upkeep', fault: messageOf(error) });
      restMs = afterFaultMs;
    }
    timer = setTimeout(wake, restMs);
  }

  port.on('message', (message: ToWriter) => {
    switch (message.kind) {
      case 'batch': {
        const { batch } = message;
        try {
          const heard = heardBefore(batch);
          writer.commit(batch);
          post({ kind: 'committed', number: batch.number, heard });
        } catch (error) {
          post({ kind: 'refused', number: batch.number, message: messageOf(error) });
        }
        return;
      }
      case 'keep': {
        const { rules, rawFromMs, keepFromMs, locked } = message;
        const ruleOf = (compound: string, index: number) =>
          thinnings[rules.get(compound)?.[index] ?? 0] ?? 'none';
        const lockedFromMs = (compound: string) => locked.get(compound) ?? Infinity;
        background.keep({ rawFromMs, keepFromMs, ruleOf, lockedFromMs });
        return wake();
      }
      case 'room': {
        const missing = background.room(message.freeBytes, message.wantedBytes);
        post({ kind: 'room', enough: !missing });
        return wake();
      }
      case 'close':
        if (timer) clearTimeout(timer);
        if (immediate) clearImmediate(immediate);
        try {
          background.sealAll();
        } catch (error) {
          // It stays in the journal and is sealed by the next start.
          post({ kind: 'upkeep', fault: messageOf(error) });
        }
        db.close();
        port.close();
    }
  });
  wake();
}

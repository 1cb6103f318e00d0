/** What the thread finds, and that it found nothing, are both told. */
import { expect, it } from 'vitest';
import type { ThrowCoverage } from '#shared/protocol/throwCoverage.ts';
import { judgedBy } from './useCoverage.ts';

const coverage: ThrowCoverage = { windows: [], cameras: [], unplaced: [], buildings: [] };

class FakeThread extends EventTarget {
  readonly asked: unknown[] = [];
  postMessage(question: unknown): void {
    this.asked.push(question);
  }
}

it('gives what was judged with what it was judged of', async () => {
  const thread = new FakeThread();
  const judged = judgedBy(thread as unknown as Worker, coverage);
  expect(thread.asked).toEqual([coverage]);
  thread.dispatchEvent(new MessageEvent('message', { data: { sights: [], place: null } }));
  expect(await judged).toEqual({ ok: true, value: { coverage, sights: [], place: null } });
});

it.each(['error', 'messageerror'])('says that it failed where the thread ends in %s', async (kind) => {
  const thread = new FakeThread();
  const judged = judgedBy(thread as unknown as Worker, coverage);
  thread.dispatchEvent(new Event(kind));
  expect(await judged).toEqual({ ok: false, error: { code: 'coverage-failed' } });
});

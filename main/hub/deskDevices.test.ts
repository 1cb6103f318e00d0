/** What the hub says of its own desk: an order that is late is an alarm, another one asks again, done is over. */
import { afterEach, expect, it } from 'vitest';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { WorkOrder } from '#shared/protocol/workOrder.ts';
import { eventually, startTestHub, type TestHub } from './testHub.ts';

let test: TestHub;
afterEach(() => test.stop());

const late = (title: string) =>
  test.post<{ order: WorkOrder }>('/api/compounds/test/work-orders', {
    kind: 'repair',
    title,
    dueAtMs: Date.now() - 60_000,
  });
const alarms = async () => (await test.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open')).alarms;

it('an order that is late raises an alarm that names it; done, it returns', async () => {
  test = await startTestHub();
  const { order } = await late('灯不亮');
  const [raised] = await eventually(alarms, (found) => found.length === 1);
  expect(raised).toMatchObject({ system: 'work-order', priority: 3, value: '#1' });
  await test.post(`/api/alarms/${raised?.id}/acknowledge`, {});
  await test.post(`/api/work-orders/${order.id}/steps`, { verb: 'done' });
  await eventually(alarms, (found) => found.length === 0);
});

/**
 * The desk of a hub: work orders, notices, and the devices that say how both are doing. Tied to the alarms here, so that
 * what a step brings is written in the same unit.
 */
import type { Household } from '#shared/protocol/household.ts';
import type { Result } from '#shared/protocol/result.ts';
import type { Alarms } from './alarms/index.ts';
import { createDeskDevices } from './deskDevices.ts';
import { createDeviceHealth } from './deviceHealth.ts';
import type { Journal } from './journal/index.ts';
import { createNotices, type Notices } from './notices/index.ts';
import type { Records } from './records/index.ts';
import type { Twin } from './twin/index.ts';
import { createWorkOrders, type WorkOrders } from './workOrders/index.ts';

export interface Desk {
  readonly workOrders: WorkOrders;
  readonly notices: Notices;
  start(): void;
  /** Says nothing any more. */
  stop(): void;
  /** What is being sent is waited for; before the records close. */
  close(): Promise<void>;
}

export function createDesk(options: {
  readonly records: Records;
  readonly twin: Twin;
  readonly alarms: Alarms;
  readonly now: () => number;
  readonly journal: Journal;
  readonly households: (compound: string) => Result<ReadonlyMap<string, Household>>;
  /** In the native dialect. */
  readonly say: (topic: string, message: object) => void;
}): Desk {
  const { records, twin, alarms, now, journal, households, say } = options;
  const notices = createNotices({ records, twin, now, households });
  alarms.onStep((transition) => notices.takeTransition(transition));
  const workOrders = createWorkOrders({ records, now });
  workOrders.onChange((order) => notices.takeOrder(order));
  const devices = createDeskDevices({
    twin,
    workOrders,
    notices,
    health: createDeviceHealth({ journal, now }),
    now,
    say,
  });
  return {
    workOrders,
    notices,
    start() {
      notices.start();
      devices.start();
    },
    stop: () => devices.stop(),
    close: () => notices.stop(),
  };
}

/** How a compound stands, in a few numbers: what a screen of many compounds shows of each. */
import { isAsking } from '#shared/alarms/machine.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { CompoundSummary } from '#shared/protocol/socket.ts';
import type { Alarms } from '../alarms/index.ts';
import type { TwinDevice } from '../twin/index.ts';

type Standing = Pick<CompoundSummary, 'asking' | 'open' | 'offline' | 'alarmTurn'>;
type Counts = CompoundSummary['open'];

const countsOf = (alarms: readonly AlarmRecord[]): Counts => {
  const of = (priority: number) => alarms.filter((alarm) => alarm.priority === priority).length;
  return [of(1), of(2), of(3), of(4)];
};

export function createStanding(alarms: Pick<Alarms, 'open' | 'onTransition'>) {
  const turns = new Map<string, number>();
  alarms.onTransition(({ alarm: { compound } }) => turns.set(compound, (turns.get(compound) ?? 0) + 1));
  return (id: string, devices: Iterable<Pick<TwinDevice, 'record' | 'stale' | 'lastSeenMs'>>): Standing => {
    const open = alarms.open(id);
    let offline = 0;
    for (const { record, stale, lastSeenMs } of devices)
      if (record.outOfService === null && (stale || lastSeenMs <= 0)) offline++;
    return {
      asking: countsOf(open.filter(isAsking)),
      open: countsOf(open),
      offline,
      alarmTurn: turns.get(id) ?? 0,
    };
  };
}

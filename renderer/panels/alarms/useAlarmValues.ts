/** Raise value, value now and trend of alarms: what the row says beside the name. */
import { useEffect, useMemo } from 'react';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { findSystem } from '#shared/systems/index.ts';
import { readPoint, type PointReading } from '#state/reading.ts';
import { createTrends, type Trend } from '#state/trends.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';

export interface AlarmValues {
  readonly now: PointReading | null;
  readonly trend: Trend | null;
}

/** The point that the alarm's rule watches; undefined where it watches none, or is a rule of the compound's own. */
function pointOf({ system, ruleId }: AlarmRecord): string | undefined {
  return findSystem(system)?.rules.find(({ id }) => id === ruleId)?.point;
}

/** For the alarms that are in sight; follows the readings a few times a second. */
export function useAlarmValues(alarms: readonly AlarmRecord[]): (alarm: AlarmRecord) => AlarmValues {
  const { clock } = useScreen();
  const devices = useFacts((facts) => facts.devices);
  const words = useFacts((facts) => facts.words);
  const shown = useFacts((facts) => facts.shown);
  const trends = useMemo(() => createTrends(), []);
  useEffect(() => {
    const indices = alarms.flatMap((alarm) => {
      const index = devices.get(alarm.deviceKey)?.points[pointOf(alarm) ?? ''];
      return index === undefined ? [] : [index];
    });
    trends.sample(shown.columns, indices, clock.instantMs());
  }, [alarms, devices, shown, trends, clock]);
  return (alarm) => {
    const device = devices.get(alarm.deviceKey);
    const point = pointOf(alarm);
    if (!device || point === undefined) return { now: null, trend: null };
    const now = readPoint(device, point, shown.columns, words);
    const index = device.points[point];
    const plain = now !== null && now.word === null && index !== undefined;
    return { now: now && now.timeMs > 0 ? now : null, trend: plain ? trends.of(index) : null };
  };
}

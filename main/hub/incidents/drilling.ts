/** What a drill does to its own incident: how it begins, what is played into it, how it is ended. Nothing else does this. */
import { openDrillAlarms } from '#shared/incidents/drillAlarms.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { failure, success } from '#shared/protocol/result.ts';
import type { AlarmRule, IncidentKind } from '#shared/systems/declaration.ts';
import type { LocalText } from '#shared/twin/text.ts';
import type { Edit } from './changes.ts';
import { plainEntry } from './entries.ts';

export interface DrillStart {
  readonly compound: string;
  readonly kind: IncidentKind;
  readonly name: LocalText;
  readonly placeId: string | null;
  /** What is played first; null: the drill is of no device. */
  readonly alarm: DrillAlarm | null;
}

export interface DrillAlarm {
  /** `<system>/<rule>` */
  readonly key: string;
  readonly rule: AlarmRule;
  readonly device: Pick<DeviceRecord, 'key' | 'name' | 'placeId' | 'positionEnu'>;
}

/** It stands in the title, so that it is told wherever the incident is named: lists, reports, sheets, exports. */
export function drillTitle({ name, alarm }: DrillStart): LocalText {
  const where = alarm?.device.name;
  return {
    zh: `演练 · ${name.zh}${where ? ` · ${where.zh}` : ''}`,
    en: `DRILL · ${name.en}${where ? ` · ${where.en}` : ''}`,
  };
}

export const drillStarted: LocalText = {
  zh: '演练开始：以下内容均为演练，不向设备和住户发出任何指令或通知',
  en: 'The drill begins: all that follows is a drill; nothing is sent to devices or residents',
};

const fresh = (edit: Edit): Edit => {
  return (incident) =>
    incident.state === 'closed' || incident.state === 'false' ? failure('incident-over') : edit(incident);
};

export function drillAlarmed({ rule, device }: DrillAlarm, atMs: number): Edit {
  return fresh(({ deviceKeys }) => {
    const text = {
      zh: `演练报警：${rule.name.zh} · ${device.name.zh}`,
      en: `Drill alarm: ${rule.name.en} · ${device.name.en}`,
    };
    const of = { deviceKey: device.key, verb: 'raised', heardAtMs: atMs };
    return success([
      { deviceKeys: deviceKeys.includes(device.key) ? deviceKeys : [...deviceKeys, device.key] },
      { ...plainEntry('alarm', text, null, atMs), priority: rule.priority, of },
    ]);
  });
}

export function drillTold(kind: 'event' | 'message', { zh, en }: LocalText, atMs: number): Edit {
  const text =
    kind === 'message'
      ? { zh: `演练来电：${zh}`, en: `Drill call: ${en}` }
      : { zh: `演练情况：${zh}`, en: `Drill: ${en}` };
  return fresh(() => success([{}, plainEntry('event', text, null, atMs)]));
}

/** All that stand, at once. */
export function drillAcknowledged(by: string, atMs: number): Edit {
  return fresh(({ entries }) => {
    const open = openDrillAlarms(entries);
    const first = open.at(0)?.of;
    if (!first) return failure('drill-acknowledged');
    const text = { zh: `确认演练报警 ${open.length} 条`, en: `Drill alarms acknowledged: ${open.length}` };
    const of = { deviceKey: first.deviceKey, verb: 'acknowledged', heardAtMs: atMs };
    return success([{}, { ...plainEntry('alarm', text, by, atMs), of }]);
  });
}

/** `by` null: the hub itself. */
export function drillEnded(text: LocalText, by: string | null, atMs: number): Edit {
  return fresh(({ endedAtMs }) =>
    success([
      { state: 'closed', endedAtMs: endedAtMs ?? atMs },
      { ...plainEntry('state', text, by, atMs), change: { kind: 'state', state: 'closed' } },
    ]),
  );
}

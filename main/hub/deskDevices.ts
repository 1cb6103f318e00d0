/**
 * Devices that are the desk itself: what the hub reckons of its own work orders, its notices and the health of its
 * devices is said like any device's word, so that it has alarms, history and charts as everything else. Which system
 * takes it is found by its role.
 */
import type { PointValue } from '#shared/protocol/device.ts';
import { systems } from '#shared/systems/index.ts';
import { localTime } from '#shared/time/localTime.ts';
import { topicOf } from '#shared/twin/topic.ts';
import type { DeviceHealth } from './deviceHealth.ts';
import type { Notices } from './notices/index.ts';
import type { CompoundTwin, Twin } from './twin/index.ts';
import type { WorkOrders } from './workOrders/index.ts';

const everyMs = 30_000;
const dayMs = 86_400_000;

export interface DeskDevices {
  start(): void;
  stop(): void;
}

export function createDeskDevices(options: {
  readonly twin: Twin;
  readonly workOrders: WorkOrders;
  readonly notices: Notices;
  readonly health: DeviceHealth;
  readonly now: () => number;
  /** In the native dialect. */
  readonly say: (topic: string, message: object) => void;
}): DeskDevices {
  const { twin, workOrders, notices, health, now, say } = options;
  const described = new Set<string>();
  const said = new Map<string, string>();
  let timer: ReturnType<typeof setInterval> | undefined;

  function speak(
    compound: CompoundTwin,
    role: string,
    id: string,
    name: { readonly zh: string; readonly en: string },
    values: Readonly<Record<string, PointValue>>,
  ): void {
    const system = systems.find((one) => one.role === role);
    if (!system) return;
    const key = `${compound.id}/${system.id}/${id}`;
    // A compound that came anew has forgotten its devices.
    if (!described.has(key) || !compound.devices.has(`${system.id}/${id}`)) {
      say(topicOf(compound.id, system.id, id, 'meta'), { name });
      described.add(key);
      said.delete(key);
    }
    const text = JSON.stringify(values);
    const isNews = said.get(key) !== text;
    said.set(key, text);
    // Alive, nothing new: a word without points.
    say(topicOf(compound.id, system.id, id, 'state'), { t: now(), v: isNews ? values : {} });
  }

  function tellOrders(compound: CompoundTwin): void {
    if (workOrders.list(compound.id, { limit: 1 }).length === 0) return;
    const { open, overdue, oldestH, worst } = workOrders.figures(compound.id);
    speak(
      compound,
      'work-desk',
      'desk',
      { zh: '工单台', en: 'Work order desk' },
      { open, overdue, oldest: oldestH, worst: worst === 0 ? '' : `#${worst}` },
    );
  }

  function tellNotices(compound: CompoundTwin): void {
    const { hour } = localTime(now(), compound.manifest.origin.timeZone);
    const midnightMs = now() - hour * 3_600_000;
    const counts = notices.outbox.since(compound.id, midnightMs);
    const ever = notices.outbox.since(compound.id, now() - 30 * dayMs);
    if (Object.values(ever).every((count) => count === 0)) return;
    speak(
      compound,
      'notice-desk',
      'desk',
      { zh: '通知台', en: 'Notice desk' },
      { sent: counts.sent + counts.failed, delivered: counts.sent, failed: counts.failed },
    );
  }

  function tellHealth(compound: CompoundTwin): void {
    for (const { system, values } of health.of(compound)) {
      const name = systems.find((one) => one.id === system)?.short ?? { zh: system, en: system };
      const words = { zh: `${name.zh}设备健康`, en: `${name.en}: device health` };
      speak(compound, 'sensing', system, words, values);
    }
  }

  function tell(): void {
    for (const compound of twin.compounds.values()) {
      if (compound.manifest.announced === true || compound.manifest.recording) continue;
      tellOrders(compound);
      tellNotices(compound);
      tellHealth(compound);
    }
  }

  workOrders.onChange((order) => {
    const compound = twin.compounds.get(order.compound);
    if (compound && timer !== undefined) queueMicrotask(() => tellOrders(compound));
  });
  notices.outbox.onChange((notice) => {
    const compound = twin.compounds.get(notice.compound);
    if (compound && timer !== undefined && (notice.state === 'failed' || notice.state === 'sent'))
      setImmediate(() => tellNotices(compound));
  });

  return {
    start: () => void (timer = setInterval(tell, everyMs)),
    stop: () => clearInterval(timer),
  };
}

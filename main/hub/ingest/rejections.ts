/**
 * What was refused, counted by reason and kept for reading: a bounded ring, so that a flood costs nothing more. The last
 * of each device is kept beside it: what one device says wrongly is seen there however much others do.
 */
import type { Rejection, RejectionReport } from '#shared/protocol/records.ts';
import type { Fault } from '#shared/protocol/result.ts';
import type { DeviceAddress } from './message.ts';
import { isOfPassage, sampleOf, shownParamsOf } from './rejectedText.ts';

const kept = 500;
const mostDevices = 10_000;
/** More than is kept, so that a login is not cut before its end is seen. */
const readLength = 4000;

export interface Rejections {
  /** `source`: over which it came, where it came over one. */
  add(
    topic: string,
    fault: Fault,
    payload: Uint8Array | string,
    source?: string,
    device?: DeviceAddress | null,
  ): void;
  report(limit?: number): RejectionReport;
  /** The last of a device, `<compound>/<system>/<device>`; null where nothing of it was refused lately. */
  lastOf(device: string): Rejection | null;
  total(): number;
}

export function createRejections(now: () => number): Rejections {
  const ring: Rejection[] = [];
  const byCode: Record<string, number> = {};
  const lastByDevice = new Map<string, Rejection>();
  let total = 0;
  return {
    add(topic, { code, params }, payload, source, device) {
      total++;
      byCode[code] = (byCode[code] ?? 0) + 1;
      const text =
        typeof payload === 'string'
          ? payload.slice(0, readLength)
          : Buffer.from(payload.subarray(0, readLength)).toString('utf8');
      const ofPassage = isOfPassage(topic, device?.key ?? null);
      const slot = {
        seq: total,
        atMs: now(),
        topic: topic.slice(0, 300),
        code,
        ...(source === undefined ? {} : { source }),
        ...(device ? { device: `${device.compound}/${device.key}` } : {}),
        ...(params && { params: shownParamsOf(params, ofPassage) }),
        sample: sampleOf(text, payload.length <= readLength, ofPassage),
      };
      if (slot.device !== undefined) {
        lastByDevice.delete(slot.device);
        lastByDevice.set(slot.device, slot);
        const [oldest] = lastByDevice.keys();
        if (lastByDevice.size > mostDevices && oldest !== undefined) lastByDevice.delete(oldest);
      }
      ring[(total - 1) % kept] = slot;
    },
    report(limit = kept) {
      const recent = [...ring].sort((a, b) => b.seq - a.seq).slice(0, limit);
      return { total, byCode: { ...byCode }, recent };
    },
    lastOf: (device) => lastByDevice.get(device) ?? null,
    total: () => total,
  };
}

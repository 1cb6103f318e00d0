/**
 * The numbers of a compound's points. A number is given once and kept for ever, because history refers to it; a point that
 * comes again has its old one. They cost memory as long as the hub runs, so that there are only so many.
 */
import { mostPointsOfDevice } from '#shared/protocol/device.ts';

export interface PointOwner {
  /** `<system>/<device>` */
  readonly device: string;
  readonly point: string;
}

export const mostOfCompound = 1_000_000;
/** Nobody has described the compound; whoever can publish can invent it. */
export const mostOfAnnounced = 20_000;

export class PointIndices {
  /** By index. */
  readonly owners: PointOwner[] = [];
  private readonly byName = new Map<string, number>();
  private readonly ofDevice = new Map<string, number>();

  restore(idx: number, owner: PointOwner): void {
    this.owners[idx] = owner;
    this.byName.set(`${owner.device}/${owner.point}`, idx);
    this.ofDevice.set(owner.device, (this.ofDevice.get(owner.device) ?? 0) + 1);
  }

  find({ device, point }: PointOwner): number | undefined {
    return this.byName.get(`${device}/${point}`);
  }

  /** Null where there is no room. Points that a system declares are few, and a device has them in any case. */
  give(owner: PointOwner, isDeclared: boolean, mostInAll: number): number | null {
    const idx = this.owners.length;
    if (idx >= mostInAll) return null;
    if (!isDeclared && (this.ofDevice.get(owner.device) ?? 0) >= mostPointsOfDevice) return null;
    this.restore(idx, owner);
    return idx;
  }
}

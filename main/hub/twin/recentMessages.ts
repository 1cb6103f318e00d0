/** A device's last messages, so that an older one delivered again (MQTT QoS 1, a reconnect) is known for what it is. */
import { crc32 } from 'node:zlib';

const kept = 32;

export class RecentMessages {
  private readonly times = new Float64Array(kept).fill(NaN);
  private readonly sums = new Uint32Array(kept);
  private next = 0;
  private newestMs = -Infinity;

  /** Whether these bytes with this device time were among the last; remembers them. */
  isRepeat(tMs: number, payload: Uint8Array): boolean {
    const sum = crc32(payload);
    if (tMs > this.newestMs) this.newestMs = tMs;
    else for (let i = 0; i < kept; i++) if (this.times[i] === tMs && this.sums[i] === sum) return true;
    this.times[this.next] = tMs;
    this.sums[this.next] = sum;
    this.next = (this.next + 1) % kept;
    return false;
  }
}

/** Who is registered, from which address, and when it was heard last. One that stays away is offline. */
import type { ViidDevice } from '#shared/protocol/sources.ts';

const lookMs = 1000;

export interface Registry {
  register(device: ViidDevice, address: string): void;
  /** The device, where it is registered and speaks from where it registered: that counts as a sign of life. */
  heard(id: string, address: string): ViidDevice | null;
  leave(id: string): void;
  /** Those that are gone from the settings, or have another secret, are no longer registered. */
  keepOnly(devices: readonly ViidDevice[]): void;
  list(): readonly string[];
  /** Looks for those that stay away, until it is told to stop. */
  watch(): () => void;
}

export function createRegistry(options: {
  readonly now: () => number;
  /** Longest silence of one that is there. */
  readonly silenceMs: number;
  readonly onOnline: (id: string, online: boolean) => void;
}): Registry {
  const { now, silenceMs, onOnline } = options;
  const registered = new Map<string, { device: ViidDevice; address: string; heardMs: number }>();

  function leave(id: string): void {
    if (registered.delete(id)) onOnline(id, false);
  }

  return {
    register(device, address) {
      registered.set(device.id, { device, address, heardMs: now() });
      onOnline(device.id, true);
    },
    heard(id, address) {
      const found = registered.get(id);
      if (!found || found.address !== address) return null;
      found.heardMs = now();
      return found.device;
    },
    leave,
    keepOnly(devices) {
      const wanted = new Map(devices.map((one) => [one.id, one]));
      for (const [id, one] of registered) {
        const device = wanted.get(id);
        if (device?.secret === one.device.secret) one.device = device;
        else leave(id);
      }
    },
    list: () => [...registered.keys()],
    watch() {
      const timer = setInterval(
        () => {
          for (const [id, { heardMs }] of registered) if (now() - heardMs > silenceMs) leave(id);
        },
        Math.min(lookMs, silenceMs / 3),
      );
      return () => clearInterval(timer);
    },
  };
}

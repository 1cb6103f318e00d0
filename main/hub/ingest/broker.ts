/**
 * Where device messages come from: the embedded broker on its own port, or any MQTT broker by URL. Both look the same to
 * the hub, and both acknowledge a message only when the hub has kept what it says.
 */
import type { DeviceAccess } from '../access/index.ts';
import type { Dialect, OwnMessage } from './message.ts';
import type { Fault } from '#shared/protocol/result.ts';

export interface Broker {
  /** Address for people and scripts. */
  readonly url: string;
  /** True where the asked port was taken and the next free one is used. */
  readonly moved: boolean;
  /** The hub's own word. `said` once a broker has taken it: at QoS 1 after its acknowledgement. */
  publish(message: OwnMessage, said?: (fault: Fault | null) => void): void;
  /** One more topic that a dialect listens to. */
  listen(topic: string): void;
  stop(): Promise<void>;
}

export interface BrokerOptions {
  readonly host: string;
  readonly port: number;
  /** Who may connect to the embedded broker, and say what. */
  readonly devices: DeviceAccess;
  /** Certificate and key in PEM: the embedded broker then speaks mqtts alone. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** An external broker instead of the embedded one. */
  readonly url: string | null;
  /** The same for ever: an external broker keeps for it what comes while the hub is away. */
  readonly clientId: string;
  readonly dialects: readonly Dialect[];
  /** Whether a dialect listens to this topic. */
  readonly takes: (topic: string) => boolean;
  /** `retained`: an outer broker had kept it from before. Taken in at once, before this returns. */
  readonly onMessage: (topic: string, payload: Uint8Array, retained: boolean) => void;
  /**
   * `kept` when everything taken in so far is on disk, however long that takes; `lost` where memory could not hold it so
   * long: then it is not acknowledged, and has to be delivered again once the disk is well.
   */
  readonly whenKept: (kept: () => void, lost: () => void) => void;
  /** Somebody was turned away, or something was too much. */
  readonly onRefused: (fault: Fault, from: string) => void;
  /** False while an external broker is out of reach. */
  readonly onConnection: (connected: boolean) => void;
}

/** No device says so much at once; a bridge that lists all of its devices does. */
export const usualPacketBytes = 512 * 1024;
/** Larger packets are not read. */
export const mostPacketBytes = 8 * 1024 * 1024;
/** So many beyond the usual size at a time. */
export const largePacketsAtOnce = 4;

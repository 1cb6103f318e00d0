/** Which connections are in the middle of a large packet: a few may be, so that strangers cannot fill memory with them. */
import { largePacketsAtOnce, mostPacketBytes, usualPacketBytes } from './broker.ts';

export interface LargePackets<Connection> {
  /** False: it is too large, or too many others are at it. Called again as the packet comes in, and after it. */
  admits(connection: Connection, packetBytes: number): boolean;
  release(connection: Connection): void;
}

export function createLargePackets<Connection>(): LargePackets<Connection> {
  const reading = new Set<Connection>();
  return {
    admits(connection, packetBytes) {
      if (packetBytes <= usualPacketBytes) {
        if (reading.size > 0) reading.delete(connection);
        return true;
      }
      if (packetBytes > mostPacketBytes) return false;
      if (!reading.has(connection) && reading.size >= largePacketsAtOnce) return false;
      reading.add(connection);
      return true;
    },
    release: (connection) => void reading.delete(connection),
  };
}

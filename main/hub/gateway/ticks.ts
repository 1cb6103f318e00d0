/**
 * Readings on their way to screens: per compound at most 20 times a second, 10 where many screens follow it, latest wins. Screens that keep up share one
 * packet; one that does not read gets nothing more until it has read, then what changed since; one that never reads is
 * cut off, and gets everything anew when it comes back. So a stalled screen costs a bounded amount, and alarms never
 * wait behind readings that nobody takes.
 */
import type { Server, Socket } from 'socket.io';
import type { CompoundTwin, Twin } from '../twin/index.ts';
import { withoutPersonal } from './personal.ts';
import { onWire } from './wire.ts';

const tickMs = 50;
/** With more screens on a compound every second tick is left out: each packet is a system call per screen. */
const manyScreens = 16;
/** Bytes that wait for a screen's connection: more than this and it gets no readings, more than that and it goes. */
const laggingBytes = 256 * 1024;
const stalledBytes = 4 * 1024 * 1024;
/** Packets held by the transport itself, while a long poll is out. */
const laggingPackets = 32;

/** What the transport under a socket tells of what waits in it. */
interface Transport {
  readonly socket?: { readonly bufferedAmount?: number };
}

export interface Ticks {
  /** Both at once: what the hydration held is what the first tick goes on from. */
  join(socket: Socket, compound: CompoundTwin): void;
  leave(socket: Socket): void;
  stop(): void;
}

interface Lagging {
  readonly compound: string;
  /** Up to which everything was sent. */
  readonly seq: number;
}

export function createTicks(io: Server, twin: Twin): Ticks {
  const room = (compound: string) => `ticks:${compound}`;
  const sent = new Map<string, number>();
  const lagging = new Map<Socket, Lagging>();

  let nth = 0;

  /** False where it has to wait for its turn. */
  function sendTo(compound: CompoundTwin, isTurn = true): boolean {
    const { id, seq } = compound;
    const members = io.sockets.adapter.rooms.get(room(id));
    if (!isTurn && members && members.size > manyScreens) return false;
    const since = sent.get(id) ?? seq;
    sent.set(id, seq);
    const words = compound.words.takeFresh();
    if (seq === since || !members || members.size === 0) return true;
    for (const socketId of members) {
      const socket = io.sockets.sockets.get(socketId);
      if (!socket || !isLagging(socket)) continue;
      void socket.leave(room(id));
      lagging.set(socket, { compound: id, seq: since });
    }
    if (words.length > 0) io.to(room(id)).emit('words', id, words);
    io.to(room(id)).emit('tick', id, onWire(withoutPersonal(compound, compound.changedSince(since)), seq));
    return true;
  }

  function catchUp(socket: Socket, { compound: id, seq }: Lagging): void {
    if (!socket.connected) return void lagging.delete(socket);
    if (waitingBytes(socket) > stalledBytes) {
      lagging.delete(socket);
      return void socket.disconnect(true);
    }
    const compound = twin.compounds.get(id);
    if (isLagging(socket) || !compound) return;
    lagging.delete(socket);
    // Which texts it missed is not known; those in use are few.
    socket.emit('words', id, compound.words.inUse());
    socket.emit(
      'tick',
      id,
      onWire(withoutPersonal(compound, compound.changedSince(seq)), sent.get(id) ?? compound.seq),
    );
    void socket.join(room(id));
  }

  // Only while there is something to tell: a hub that wakes twenty times a second for nothing is not idle.
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wake = () => {
    timer ??= setTimeout(tick, tickMs);
  };
  function tick(): void {
    timer = undefined;
    nth++;
    for (const compound of twin.compounds.values()) if (!sendTo(compound, nth % 2 === 0)) wake();
    for (const [socket, behind] of lagging) catchUp(socket, behind);
    if (lagging.size > 0) wake();
  }
  twin.onReading(wake);

  return {
    join(socket, compound) {
      // What came since the last tick goes to everybody now, so that all who share the room have the same.
      sendTo(compound);
      if (lagging.size > 0) wake();
      void socket.join(room(compound.id));
    },
    leave(socket) {
      lagging.delete(socket);
      for (const joined of socket.rooms) if (joined.startsWith('ticks:')) void socket.leave(joined);
    },
    stop: () => clearTimeout(timer),
  };
}

function waitingBytes({ conn }: Socket): number {
  return (conn.transport as unknown as Transport).socket?.bufferedAmount ?? 0;
}

function isLagging(socket: Socket): boolean {
  const held = (socket.conn as unknown as { readonly writeBuffer: readonly unknown[] }).writeBuffer.length;
  return waitingBytes(socket) > laggingBytes || held > laggingPackets;
}

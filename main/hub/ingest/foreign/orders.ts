/**
 * What foreign devices are asked. Their systems' commands say what changes; a value that can be told is told so, in the
 * device's own words, and the state that shows it is the reply.
 */
import type { PointValue } from '#shared/protocol/device.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { CommandOrder, Told } from '../message.ts';
import type { ForeignDevice } from './foreignDevice.ts';
import { readOwner } from './names.ts';
import { wordFor } from './reading.ts';

export interface ForeignOrder {
  readonly device: ForeignDevice;
  /** What to tell it, by its own keys. */
  readonly words: readonly { readonly key: string; readonly word: unknown }[];
}

export interface Orders {
  /** Which of its devices an order is for. */
  addressee(order: CommandOrder, owner: string): ForeignDevice | null;
  /** What carries an order out; its reply is awaited. Null where the device has no word for it. */
  order(order: CommandOrder, owner: string): ForeignOrder | null;
}

export function createOrders(options: {
  readonly dialect: string;
  readonly scope: string;
  readonly find: (id: string) => ForeignDevice | undefined;
}): Orders {
  const { dialect, scope, find } = options;

  function addressee({ device }: CommandOrder, owner: string): ForeignDevice | null {
    const read = readOwner(owner);
    if (read?.dialect !== dialect || read.scope !== scope) return null;
    const found = find(read.id);
    return found?.address?.compound === device.compound && found.address.key === device.key ? found : null;
  }

  return {
    addressee,
    order(order, owner) {
      const device = addressee(order, owner);
      const command = findSystem(order.device.system)?.commands?.find(({ id }) => id === order.name);
      if (!device || !command) return null;
      const effect = command.effect(order.params);
      const words: { key: string; word: unknown }[] = [];
      const wanted = new Map<string, PointValue>();
      for (const { point, pointId, declared, read } of device.placed.values()) {
        if (!point.settable || !Object.hasOwn(effect, pointId)) continue;
        const found = wordFor(point, declared, read, effect[pointId] ?? null);
        if (!found) continue;
        words.push({ key: point.key, word: found.word });
        wanted.set(pointId, found.shown);
      }
      if (words.length === 0) return null;
      const { id: commandId, expiresMs, atMs } = order;
      const open = device.awaited.filter((one) => one.expiresMs > atMs);
      device.awaited = [...open, { commandId, wanted, expiresMs }];
      return { device, words };
    },
  };
}

/** Replies to what these values show to be done. */
export function showReplies(
  told: Told,
  device: ForeignDevice,
  values: Readonly<Record<string, PointValue>>,
): void {
  const { address, owner: from } = device;
  if (!address) return;
  device.awaited = device.awaited.filter(({ commandId, wanted }) => {
    const isShown = [...wanted].every(([pointId, value]) => values[pointId] === value);
    if (isShown)
      told.messages.push({ kind: 'reply', device: address, from, reply: { id: commandId, ok: true } });
    return !isShown;
  });
}

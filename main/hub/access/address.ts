/** Addresses and names a request came from and was sent to. */
import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** An IPv4 address that a dual-stack socket wrote as IPv6, as IPv4 again. */
export function plainAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? address;
}

export function isLoopback(address: string): boolean {
  const plain = plainAddress(address);
  const family = isIP(plain);
  return family !== 0 && loopback.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

/** A host without its port; null where there is none. */
export function hostName(host: string | undefined): string | null {
  if (!host) return null;
  const name = host.replace(/:\d+$/, '');
  return name === '' ? null : name.toLowerCase();
}

export function isAddress(host: string): boolean {
  return isIPv4(host) || isIPv6(host.replace(/^\[|\]$/g, ''));
}

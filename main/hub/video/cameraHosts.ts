/**
 * Which machines the hub may fetch camera pictures from, per compound: those an administrator named, and those of the
 * compound's own plan. Never what a device says of itself, else whoever can publish could make the hub read any address
 * of the network. A name is resolved here and the connection goes to the address that was checked.
 */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import { failure, fault, type Result, success } from '#shared/protocol/result.ts';
import type { Audit, Doer } from '../access/index.ts';
import type { Alerts } from '../alerts.ts';
import type { Records } from '../records/index.ts';

/** Where to connect for an address that was checked. */
export interface Reached {
  readonly address: string;
  readonly family: 4 | 6;
}

export interface CameraHosts {
  /** What an administrator named, and what the compound's plan brings along. */
  list(compound: string): { readonly hosts: readonly string[]; readonly planned: readonly string[] };
  /** Machines that these devices would have the hub reach and nobody has allowed yet. */
  unlisted(compound: string, devices: readonly PlannedDevice[]): string[];
  /** The compound's plan came or changed. */
  setPlanned(compound: string, devices: readonly PlannedDevice[]): void;
  set(compound: string, hosts: readonly string[], doer: Doer): Promise<Result<readonly string[]>>;
  reach(compound: string, url: URL): Promise<Result<Reached>>;
}

const hostsAtMost = 200;
const toldAtMost = 5;

/** Addresses that are never meant by naming a host: the machine itself, whatever is not a single machine, metadata services. */
const special = new BlockList();
special.addSubnet('127.0.0.0', 8, 'ipv4');
special.addSubnet('0.0.0.0', 8, 'ipv4');
special.addSubnet('169.254.0.0', 16, 'ipv4');
special.addSubnet('224.0.0.0', 3, 'ipv4');
special.addAddress('::', 'ipv6');
special.addAddress('::1', 'ipv6');
special.addSubnet('fe80::', 10, 'ipv6');
special.addSubnet('ff00::', 8, 'ipv6');

export function createCameraHosts(options: {
  readonly records: Records;
  readonly audit: Audit;
  readonly alerts: Alerts;
  readonly planned: Readonly<Record<string, readonly PlannedDevice[]>>;
}): CameraHosts {
  const { records, audit, alerts } = options;
  const named = new Map<string, readonly string[]>();
  const waiting = new Map<string, Set<string>>();
  for (const { compound, hosts } of records.db
    .prepare<[], { compound: string; hosts: string }>('SELECT compound, hosts FROM camera_hosts')
    .all()) {
    const kept: unknown = JSON.parse(hosts);
    if (Array.isArray(kept))
      named.set(
        compound,
        kept.filter((one) => typeof one === 'string'),
      );
  }
  const planned = new Map(
    Object.entries(options.planned).map(([compound, devices]) => [compound, plannedHosts(devices)]),
  );
  const lists = (compound: string, entry: string) =>
    (named.get(compound)?.includes(entry) || planned.get(compound)?.includes(entry)) ?? false;

  function tell(compound: string): void {
    const id = `camera-host:${compound}`;
    alerts.clear(id);
    const hosts = [...(waiting.get(compound) ?? [])].filter(
      (host) => !lists(compound, host) && !lists(compound, host.replace(/:\d+$/, '')),
    );
    waiting.set(compound, new Set(hosts));
    if (hosts.length === 0) return;
    alerts.raise({
      id,
      severity: 'warning',
      compound,
      verb: 'admin.system',
      ...fault('camera-hosts-waiting', { hosts: hosts.join(', ') }),
    });
  }

  function refused(compound: string, entry: string): Result<never> {
    const hosts = waiting.get(compound) ?? new Set();
    if (!hosts.has(entry) && hosts.size < toldAtMost) {
      waiting.set(compound, hosts.add(entry));
      tell(compound);
    }
    return failure('camera-host', { host: entry });
  }

  return {
    unlisted: (compound, devices) => plannedHosts(devices).filter((host) => !lists(compound, host)),
    setPlanned(compound, devices) {
      planned.set(compound, plannedHosts(devices));
      tell(compound);
    },
    list: (compound) => ({ hosts: named.get(compound) ?? [], planned: planned.get(compound) ?? [] }),
    async set(compound, given, doer) {
      const hosts: string[] = [];
      for (const one of given) {
        const entry = entryOf(one);
        if (!entry.ok) return entry;
        if (!hosts.includes(entry.value)) hosts.push(entry.value);
      }
      if (hosts.length > hostsAtMost) return failure('camera-hosts-many', { most: hostsAtMost });
      // What is taken away is refused at once; what is added counts when it is kept.
      const before = named.get(compound) ?? [];
      named.set(
        compound,
        before.filter((one) => hosts.includes(one)),
      );
      return new Promise((resolve) => {
        records.write(
          [
            {
              sql: `INSERT INTO camera_hosts (compound, hosts) VALUES (?, ?)
                    ON CONFLICT (compound) DO UPDATE SET hosts = excluded.hosts`,
              params: [compound, JSON.stringify(hosts)],
            },
            ...audit.entry({ ...doer, verb: 'camera-hosts', compound, target: hosts.join(', ') }),
          ],
          (stored) => {
            if (stored) {
              named.set(compound, hosts);
              tell(compound);
            }
            resolve({ ok: true, value: hosts, ...(stored ? {} : { notStored: true }) });
          },
        );
      });
    },
    async reach(compound, url) {
      const host = bareHost(url);
      const port = portOf(url);
      const entry = `${shownHost(host)}:${port}`;
      const exact = lists(compound, entry);
      if (!exact && !lists(compound, shownHost(host))) return refused(compound, entry);
      const found = isIP(host)
        ? [{ address: host, family: isIP(host) }]
        : await lookup(host, { all: true }).catch(() => []);
      if (found.length === 0) return failure('camera-name', { host });
      for (const { address, family } of found) {
        const meant =
          address === host || host === 'localhost' ? exact : lists(compound, `${shownHost(address)}:${port}`);
        if (!isSpecial(address) || meant) return success({ address, family: family === 6 ? 6 : 4 });
      }
      return refused(compound, `${shownHost(found[0]?.address ?? host)}:${port}`);
    },
  };
}

/** An administrator's word in the form it is compared in: `host` for every port, `host:port` for one. */
function entryOf(text: string): Result<string> {
  const trimmed = text.trim().toLowerCase();
  const bracketed = isIP(trimmed) === 6 ? `[${trimmed}]` : trimmed;
  const wrong = () => failure('camera-host-text', { text });
  if (!/^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:\d{1,5})?$/.test(bracketed)) return wrong();
  const url = URL.canParse(`http://${bracketed}`) ? new URL(`http://${bracketed}`) : null;
  if (!url) return wrong();
  const host = bareHost(url);
  const port = /:(\d{1,5})$/.exec(bracketed.replace(/^\[.*\]/, ''))?.[1];
  if (port !== undefined) return success(`${shownHost(host)}:${Number(port)}`);
  if (host === 'localhost' || (isIP(host) !== 0 && isSpecial(host)))
    return failure('camera-host-local', { host });
  return success(shownHost(host));
}

function plannedHosts(devices: readonly PlannedDevice[]): string[] {
  return [...new Set(devices.flatMap(({ video }) => (video ? hostsOfUrl(video.url) : [])))];
}

function hostsOfUrl(address: string): string[] {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && /^https?:$/.test(url.protocol) ? [`${shownHost(bareHost(url))}:${portOf(url)}`] : [];
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
}

function shownHost(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

/** The machine itself by any of its addresses, and what is no machine of the network. */
function isSpecial(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (special.check(mapped, isIP(mapped) === 6 ? 'ipv6' : 'ipv4')) return true;
  return Object.values(networkInterfaces()).some((list) => list?.some((one) => one.address === mapped));
}

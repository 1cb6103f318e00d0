/**
 * What a fire sets off: lifts down, doors free, people called to leave, gas off. For each device, whether it was told to,
 * when, and whether it said that it did: from the incident's timeline, and beside it from how the device stands now.
 */
import type { IncidentEntry } from '#shared/protocol/records.ts';

export interface Linkage {
  readonly id: 'lift' | 'door' | 'broadcast' | 'gas';
  readonly role: string;
  readonly command: string;
  /** With which its devices tell that they did. */
  readonly events: readonly string[];
  /** How a device stands that did it. */
  readonly point: string;
  readonly wanted: string | true;
  /** A fire panel sets it off itself; the others wait for a person. */
  readonly isByPanel: boolean;
  /** A loudspeaker is heard from the next place; a lift, a door, a valve of elsewhere does nothing here. */
  readonly isHeardAround: boolean;
}

export const linkages: readonly Linkage[] = [
  {
    id: 'lift',
    role: 'lift',
    command: 'recall',
    events: ['lift_recall'],
    point: 'mode',
    wanted: 'recall',
    isByPanel: true,
    isHeardAround: false,
  },
  {
    id: 'door',
    role: 'unit-door',
    command: 'release',
    events: ['door_release'],
    point: 'lock',
    wanted: 'released',
    isByPanel: true,
    isHeardAround: false,
  },
  {
    id: 'broadcast',
    role: 'broadcast',
    command: 'evacuate',
    events: ['broadcast'],
    point: 'zone',
    wanted: true,
    isByPanel: false,
    isHeardAround: true,
  },
  {
    id: 'gas',
    role: 'gas-valve',
    command: 'close',
    events: [],
    point: 'valve',
    wanted: 'closed',
    isByPanel: false,
    isHeardAround: false,
  },
];

export interface LinkageRow {
  readonly deviceKey: string;
  /** By a person at a screen, or by the fire panel. */
  readonly commandedAtMs: number | null;
  readonly commandedBy: 'person' | 'panel' | null;
  /** It answered, or told of it. */
  readonly fedBackAtMs: number | null;
  /** The last that is known of a command that did not succeed. */
  readonly failed: 'failed' | 'timed-out' | null;
}

const panelVerbs: ReadonlySet<string> = new Set(['linkage_command']);

/** Of the entries that are given: of those up to an instant, as of that instant. */
export function linkageRow(
  linkage: Linkage,
  deviceKey: string,
  entries: readonly IncidentEntry[],
): LinkageRow {
  let commandedAtMs: number | null = null;
  let commandedBy: LinkageRow['commandedBy'] = null;
  let fedBackAtMs: number | null = null;
  let failed: LinkageRow['failed'] = null;
  for (const { of, atMs } of entries) {
    if (!of) continue;
    if (commandedAtMs === null && linkage.isByPanel && panelVerbs.has(of.verb))
      [commandedAtMs, commandedBy] = [atMs, 'panel'];
    if (of.deviceKey !== deviceKey) continue;
    if (of.verb === linkage.command && of.state !== undefined) {
      if (commandedAtMs === null) [commandedAtMs, commandedBy] = [atMs, 'person'];
      if (of.state === 'replied') [fedBackAtMs, failed] = [fedBackAtMs ?? atMs, null];
      else if (of.state === 'failed' || of.state === 'timed-out') failed = of.state;
    } else if (linkage.events.includes(of.verb)) fedBackAtMs ??= atMs;
  }
  return { deviceKey, commandedAtMs, commandedBy, fedBackAtMs, failed };
}

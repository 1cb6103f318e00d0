/** CPU time of processes as Linux counts it, by what they do: for benchmarks that must know who spends it. */
import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ: 100 on every Linux that Node runs on. */
const ticksPerS = 100;

export interface ProcessTime {
  readonly pid: number;
  /** `gpu-process`, `renderer`, `utility` … as Chromium names its kinds; empty for any other process. */
  readonly type: string;
  readonly cpuS: number;
}

interface Entry extends ProcessTime {
  readonly parent: number;
}

function read(pid: number): Entry | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name is in parentheses and may hold anything; what follows is numbers.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return {
      pid,
      parent: Number(fields[1]),
      type: /--type=([a-z-]+)/.exec(command)?.[1] ?? '',
      cpuS: (Number(fields[11]) + Number(fields[12])) / ticksPerS,
    };
  } catch {
    // Ended between listing and reading.
    return null;
  }
}

/** The process and all that descend from it. */
export function processTimes(rootPid: number): ProcessTime[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (read(Number(name)) ?? []) : []));
  const wanted = new Set([rootPid]);
  for (let before = 0; before !== wanted.size;) {
    before = wanted.size;
    for (const { pid, parent } of all) if (wanted.has(parent)) wanted.add(pid);
  }
  return all.filter(({ pid }) => wanted.has(pid));
}

/** What lies around the databases: who holds the directory, the clock, the disk, the compounds, what was left over. */
import { existsSync, readdirSync, statfsSync } from 'node:fs';
import { faultText, placedFaultText } from '#shared/i18n/faults/faultText.ts';
import { join } from 'node:path';
import { isTimeZone } from '#shared/compounds/check.ts';
import { compoundFolders, compoundsDirOf, readCompound } from '#hub/compounds/index.ts';
import { lockDataDir } from '#hub/lock.ts';
import { compoundIds } from '#models/generate.ts';
import type { RunFile } from '#main/runFile.ts';
import { fault, warning, well, type Finding } from './finding.ts';

export function checkLock(dataDir: string, hub: RunFile | null): { finding: Finding; held: boolean } {
  const check = 'data directory';
  const lock = lockDataDir(dataDir);
  if (lock.ok) {
    lock.value();
    return { held: false, finding: well(check, `${dataDir}, no hub runs on it`) };
  }
  if (lock.error.code !== 'data-dir-busy') {
    const { message, tip } = faultText(lock.error, 'en');
    return { held: false, finding: fault(check, message, tip) };
  }
  return {
    held: true,
    finding: hub
      ? well(check, `${dataDir}, a hub runs on it (process ${hub.pid})`)
      : warning(
          check,
          `${dataDir} is held by a hub that is not ready yet`,
          'Wait a moment, or look at its output',
        ),
  };
}

/** Before this program was written, or too far ahead to be meant. */
const [earliestMs, latestMs] = [Date.UTC(2025, 0), Date.UTC(2100, 0)];

export function checkClock(nowMs: number): Finding[] {
  const at = new Date(nowMs).toISOString();
  const noonInShanghai = new Intl.DateTimeFormat('en', {
    timeZone: 'Asia/Shanghai',
    hour: 'numeric',
    hourCycle: 'h23',
  }).format(Date.UTC(2026, 0, 1, 4));
  return [
    nowMs > earliestMs && nowMs < latestMs
      ? well('clock', at)
      : fault('clock', `says ${at}`, 'Set the system clock, best from the network (NTP)'),
    isTimeZone('Asia/Shanghai') && noonInShanghai === '12'
      ? well('time zones', `known; this machine’s is ${Intl.DateTimeFormat().resolvedOptions().timeZone}`)
      : fault('time zones', 'this Node has no time zone data', 'Install Node with full ICU'),
  ];
}

const [faultBytes, warningBytes] = [1024 ** 3, 5 * 1024 ** 3];

export function checkDisk(dataDir: string): Finding {
  const { bavail, bsize, blocks } = statfsSync(dataDir);
  const free = bavail * bsize;
  const said = `${(free / 1e9).toFixed(1)} GB free of ${((blocks * bsize) / 1e9).toFixed(1)} GB`;
  if (free < faultBytes) return fault('disk', said, 'Free some space now: oldest readings go first');
  return free < warningBytes
    ? warning('disk', said, 'Free some space soon, or move the data directory')
    : well('disk', said);
}

export function checkCompounds(dataDir: string, wanted: readonly string[]): Finding[] {
  const folders = compoundFolders(dataDir);
  const findings = folders.map<Finding>((id) => {
    const { compound, faults } = readCompound(join(compoundsDirOf(dataDir), id));
    if (!compound) {
      const sentences = faults.map((one) => placedFaultText(one, 'en')).join('; ');
      return wanted[0] === id
        ? fault(`compound ${id}`, sentences, 'The hub does not start without its home compound')
        : fault(`compound ${id}`, sentences, 'It is not served until this is mended');
    }
    const { manifest, devices, plan } = compound;
    const kind = manifest.demo === true ? 'demo, ' : '';
    return well(`compound ${id}`, `${kind}${plan.places.length} places, ${devices.length} devices`);
  });
  const missing = wanted.filter((id) => !folders.includes(id));
  return [
    ...findings,
    ...missing.map((id) =>
      compoundIds.includes(id)
        ? well(`compound ${id}`, 'a demo; it is built when the hub starts')
        : fault(
            `compound ${id}`,
            'is to be served but not there',
            'Import it, or take it out of the options',
          ),
    ),
  ];
}

export function checkLeftovers(dataDir: string, held: boolean): Finding {
  const check = 'leftovers';
  const uploads = namesIn(join(dataDir, 'uploads')).filter((name) => name.startsWith('upload-'));
  const unfinished = namesIn(compoundsDirOf(dataDir)).filter((name) => name.startsWith('.new-'));
  if (held || uploads.length + unfinished.length === 0) return well(check, 'none');
  return warning(
    check,
    `${uploads.length} uploads and ${unfinished.length} unfinished compounds of a hub that ended`,
    'They are removed when the hub starts',
  );
}

function namesIn(dir: string): string[] {
  return existsSync(dir) ? readdirSync(dir) : [];
}

/** The public IFC files that benchmarks of models are made of, merged as PERFORMANCE's apartment and compound are. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

export const SHARED = join(import.meta.dirname, '../../shared');

/** The 12 discipline files of one house, unpacked into the directory. */
export function disciplines(dir: string): string[] {
  const folder = join(SHARED, 'data/ifc/schependomlaan');
  const parts: string[] = [];
  for (const name of readdirSync(folder)
    .filter((one) => one.endsWith('.ifczip'))
    .sort()) {
    for (const bytes of Object.values(unzipSync(readFileSync(join(folder, name))))) {
      const part = join(dir, `${parts.length}.ifc`);
      writeFileSync(part, bytes);
      parts.push(part);
    }
  }
  return parts;
}

/** `copies` of the parts beside each other, as one file. */
export function merged(dir: string, name: string, copies: number, parts: readonly string[]): string {
  const out = join(dir, `${name}.ifc`);
  execFileSync(process.execPath, [join(SHARED, 'tools/merge-ifc.mjs'), out, String(copies), ...parts], {
    env: { ...process.env, SCALE: '1000' },
  });
  return out;
}

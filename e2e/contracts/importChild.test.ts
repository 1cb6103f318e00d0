/** The import's process is there before the files are, and is the one that imports them. Looks for it where Linux lists processes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createModelRoom } from '#hub/models/index.ts';
import { testIfc } from '#hub/testIfc.ts';

function importProcesses(): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return parent === String(process.pid) && command.includes('importProcess');
    } catch {
      return false;
    }
  });
}

test.skipIf(!existsSync('/proc/self/status'))(
  'files that are expected find the process started, one of it',
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'linli-expected-'));
    const room = createModelRoom({ dataDir: dir });
    try {
      expect(importProcesses()).toEqual([]);
      room.expectImport();
      room.expectImport();
      const started = await vi.waitFor(
        () => {
          const found = importProcesses();
          expect(found).toHaveLength(1);
          return found;
        },
        { timeout: 30_000 },
      );
      const bytes = Buffer.from(testIfc([{ name: 'wall', at: [0, 0, 0], sizeM: [1, 1, 1] }]));
      const result = await room.importNow({ name: 'wall', files: [{ name: 'wall.ifc', bytes }] });
      expect(result).toMatchObject({ ok: true, value: { counts: { products: 1 } } });
      expect(importProcesses()).toEqual(started);
      await room.stop();
      expect(importProcesses()).toEqual([]);
    } finally {
      await room.stop();
      await rm(dir, { recursive: true, force: true });
    }
  },
);

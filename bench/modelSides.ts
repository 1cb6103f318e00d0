/** What `npm run bench:models` measures in processes of their own: one import by us, by a peer, or by the kernel alone. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const SIDES = ['ours', 'fragments', 'web-ifc'] as const;
export type Side = (typeof SIDES)[number];

export interface Measured {
  readonly ms: number;
  /** Of what is kept on disk; 0 where nothing is. */
  readonly bytes: number;
  /** Most that was resident, all processes together. */
  readonly rssBytes: number;
}

const ROOT = join(import.meta.dirname, '..');

/** Modules, threads and processes are started within the measured time; Node itself is not. */
export async function measureSide(side: Side, path: string): Promise<Measured> {
  const startedMs = performance.now();
  const elapsed = (): number => performance.now() - startedMs;
  const peak = (): number => process.resourceUsage().maxRSS * 1024;
  if (side === 'ours') return measureOurs(path, elapsed, peak);
  if (side === 'fragments') {
    const { IfcImporter } = await import('@thatopen/fragments');
    const importer = new IfcImporter();
    importer.wasm = { path: `${join(ROOT, 'node_modules/web-ifc')}/`, absolute: true };
    const frag = await importer.process({ bytes: new Uint8Array(readFileSync(path)) });
    return { ms: elapsed(), bytes: frag.byteLength, rssBytes: peak() };
  }
  const { IfcAPI, LogLevel } = await import('web-ifc');
  const api = new IfcAPI();
  await api.Init();
  api.SetLogLevel(LogLevel.LOG_LEVEL_OFF);
  const model = api.OpenModel(new Uint8Array(readFileSync(path)));
  api.StreamAllMeshes(model, ({ geometries }) => {
    for (let i = 0; i < geometries.size(); i++) {
      const geometry = api.GetGeometry(model, geometries.get(i).geometryExpressID);
      api.GetVertexArray(geometry.GetVertexData(), geometry.GetVertexDataSize());
      api.GetIndexArray(geometry.GetIndexData(), geometry.GetIndexDataSize());
      geometry.delete();
    }
  });
  return { ms: elapsed(), bytes: 0, rssBytes: peak() };
}

async function measureOurs(path: string, elapsed: () => number, peak: () => number): Promise<Measured> {
  const { createModelRoom } = await import('#hub/models/index.ts');
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-bench-'));
  const room = createModelRoom({ dataDir });
  const result = await room.importNow({ name: 'bench', files: [{ name: 'bench.ifc', path }] });
  const ms = elapsed();
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const rssBytes = peak() + childrenPeak();
  await room.stop();
  const cache = join(dataDir, 'models/cache', result.value.contentKey);
  const bytes = readdirSync(cache).reduce((sum, name) => sum + readFileSync(join(cache, name)).byteLength, 0);
  rmSync(dataDir, { recursive: true });
  return { ms, bytes, rssBytes };
}

/** Peak of the import process, as Linux counts it; 0 elsewhere. */
function childrenPeak(): number {
  try {
    const pids = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(/\s+/);
    return pids.filter(Boolean).reduce((sum, pid) => {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      return sum + Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
    }, 0);
  } catch {
    return 0;
  }
}

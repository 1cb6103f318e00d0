/**
 * From a throw to a package that is verified by the bundled file alone, as a stranger would run it; and what becomes of it
 * when somebody changes it.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EvidencePackage, IncidentEvidence } from '#shared/protocol/evidence.ts';
import { SEAL_LENGTH, type AuditLine, type EvidenceManifest } from '#shared/evidence/manifest.ts';
import type { EventRecord } from '#shared/protocol/records.ts';
import type { TestHub } from '#hub/testHub.ts';
import { calibrateThrowCamera, startThrowHub, thrown, throwPixels } from '#hub/testThrow.ts';
import { buildVerifier } from '../setup/buildVerifier.ts';
import { signed } from '#hub/evidence/signature.ts';
import type { Finding } from './finding.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'linli-verify-'));
/** Beside nothing: no package, no product. */
const verifier = join(work, 'linli-verify.mjs');

let hub: TestHub;
let incident = '';
let fingerprint = '';
const packages = new Map<string, string>();

beforeAll(async () => {
  await buildVerifier(root);
  copyFileSync(join(root, 'dist', 'verify', 'linli-verify.mjs'), verifier);
  hub = await startThrowHub();
  await calibrateThrowCamera(hub);
  incident = await thrown(hub, 't2', { pixels: throwPixels });
  await hub.get(`/api/incidents/${incident}/throw-trace`);
  await fetch(
    `${hub.hub.url}/api/incidents/${incident}/attachments?name=${encodeURIComponent('录像 ../片段.mp4')}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from('as the recorder gave it'),
    },
  );
  for (const algorithm of ['ed25519', 'sm2']) packages.set(algorithm, await make(algorithm));
  const { evidence } = await hub.get<{ evidence: IncidentEvidence }>(`/api/incidents/${incident}/evidence`);
  fingerprint = evidence.keys[0]?.fingerprint ?? '';
});
afterAll(async () => {
  await hub.stop();
  rmSync(work, { recursive: true });
});

async function make(algorithm: string): Promise<string> {
  const made = await hub.post<{ package: EvidencePackage }>(`/api/incidents/${incident}/evidence`, {
    algorithm,
    note: 'case 7',
  });
  const bytes = await fetch(`${hub.hub.url}/api/evidence/${made.package.id}/file`).then((answer) =>
    answer.arrayBuffer(),
  );
  expect(createHash('sha256').update(Buffer.from(bytes)).digest('hex')).toBe(made.package.sha256);
  const path = join(work, `${algorithm}.zip`);
  writeFileSync(path, Buffer.from(bytes));
  return path;
}

interface Verified {
  readonly code: number;
  readonly findings: readonly Finding[];
}

/** By the machine's Node, in an empty folder. */
function verify(path: string, ...args: string[]): Promise<Verified> {
  return new Promise((resolve, reject) =>
    execFile(process.execPath, [verifier, path, '--json', ...args], { cwd: work }, (error, stdout) => {
      if (error && typeof error.code !== 'number') return reject(error);
      const { findings } = JSON.parse(stdout) as { findings: Finding[] };
      resolve({ code: Number(error?.code ?? 0), findings });
    }),
  );
}

const bytesOf = (algorithm = 'ed25519'): Buffer => readFileSync(packages.get(algorithm) ?? '');

/** Without its seal, but with room for it. */
function sealable(files: Readonly<Record<string, Uint8Array>>): Buffer {
  const zip = Buffer.from(zipSync(files, { level: 0 }));
  zip.writeUInt16LE(SEAL_LENGTH, zip.length - 2);
  return zip;
}

function changed(name: string, bytes: Uint8Array): string {
  const path = join(work, `${name}.zip`);
  writeFileSync(path, bytes);
  return path;
}

test.each(['ed25519', 'sm2'])(
  'a package signed with %s is whole, and its throw is computed again',
  async (algorithm) => {
    const { code, findings } = await verify(packages.get(algorithm) ?? '');
    expect(findings.filter(({ verdict }) => verdict === 'altered')).toEqual([]);
    expect(code).toBe(0);
    const codes = findings.filter(({ verdict }) => verdict === 'ok').map((one) => one.code);
    expect(codes).toEqual(
      expect.arrayContaining(['signature', 'seal', 'files', 'audit', 'track', 'calibration', 'repeated']),
    );
    expect(findings.find((one) => one.code === 'looked')?.params['who']).toBe('operator');
    const files = unzipSync(bytesOf(algorithm));
    const attached = Object.keys(files).find((path) => path.startsWith('attachments/'));
    expect(attached?.endsWith('/片段.mp4')).toBe(true);
    expect(Buffer.from(files[attached ?? ''] ?? []).toString()).toBe('as the recorder gave it');
  },
);

test('the signer is checked where somebody names it', async () => {
  const path = packages.get('ed25519') ?? '';
  const right = await verify(path, '--key', fingerprint);
  expect(right.code).toBe(0);
  expect(right.findings.some(({ code }) => code === 'signer')).toBe(true);
  const wrong = await verify(path, '--key', '0000 1111');
  expect(wrong.code).toBe(1);
});

test('one changed byte is refused, wherever it lies', async () => {
  const whole = bytesOf();
  const places = Array.from({ length: 24 }, (_, i) => Math.floor(((i + 0.5) / 24) * whole.length));
  // The first bytes, a time in a header, the seal itself.
  for (const at of [...places, 0, 10, whole.length - 1, whole.length - 200]) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const { code, findings } = await verify(changed('byte', bytes));
    expect({ at, code }).toEqual({ at, code: 1 });
    expect(findings.some(({ verdict }) => verdict === 'altered')).toBe(true);
  }
});

test('a bit of the seal that changes a letter’s case is refused too', async () => {
  const whole = bytesOf();
  const letter = whole.toString('latin1').search(/[a-f][0-9a-f]{0,127}$/);
  const bytes = Buffer.from(whole);
  bytes[letter] = (bytes[letter] ?? 0) ^ 0x20;
  expect((await verify(changed('case', bytes))).code).toBe(1);
});

test('it says which file was altered, removed or added', async () => {
  const files = unzipSync(bytesOf());
  const text = new TextDecoder().decode(files['records/events.json']);
  const altered = { ...files, 'records/events.json': new TextEncoder().encode(text.replace('1920', '1921')) };
  const added = { ...files, 'throws/note.txt': new Uint8Array([1]) };
  const { 'audit.jsonl': _gone, ...removed } = files;
  for (const [name, entries, code, path] of [
    ['altered', altered, 'file-altered', 'records/events.json'],
    ['added', added, 'file-extra', 'throws/note.txt'],
    ['removed', removed, 'file-missing', 'audit.jsonl'],
  ] as const) {
    // The old seal at its end, as somebody would leave it who knows the format.
    const zip = Buffer.concat([sealable(entries), bytesOf().subarray(-SEAL_LENGTH)]);
    const { code: status, findings } = await verify(changed(name, zip));
    expect(status).toBe(1);
    expect(findings).toContainEqual({ verdict: 'altered', code, params: { path } });
  }
});

test('whoever signs anew with the hub’s key does not get away with another track, result or audit entry', async () => {
  const files = unzipSync(bytesOf());
  const key = JSON.parse(readFileSync(join(hub.dataDir, 'evidence', 'keys.json'), 'utf8')).keys[0];
  const read = <T>(path: string): T => JSON.parse(new TextDecoder().decode(files[path])) as T;
  const trace = Object.keys(files).find((path) => path.endsWith('/trace.json')) ?? '';
  const events = read<EventRecord[]>('records/events.json');
  const moved = events.map((event) => ({
    ...event,
    data: {
      ...event.data,
      pixels: { ...throwPixels, points: throwPixels.points.map((p) => ({ ...p, x: p.x + 5 })) },
    },
  }));
  const result = read<{ storeys: { id: string; probability: number }[] }>(trace.replace('trace', 'result'));
  const other = {
    ...result,
    storeys: result.storeys.map((one, i) => ({ ...one, probability: i === 0 ? 0.1 : 0.9 })),
  };
  const audit = new TextDecoder().decode(files['audit.jsonl']);
  // What is told is bound to what stood before it: the first is the very first, or a hash alone.
  const [first] = audit.split('\n').map((line) => (line ? (JSON.parse(line) as AuditLine) : null));
  expect(first?.seq === 1 || first?.body === undefined).toBe(true);
  for (const [path, text, code] of [
    ['records/events.json', JSON.stringify(moved), 'track-other'],
    [trace.replace('trace', 'result'), JSON.stringify(other), 'repeated-other'],
    [trace.replace('trace', 'result'), JSON.stringify({ ...result, heightsM: [1, 2] }), 'repeated-other'],
    // A later version would differ, but that is not the one that was signed.
    [trace.replace('trace', 'result'), JSON.stringify({ ...other, version: 99 }), 'repeated-other'],
    ['audit.jsonl', audit.replace('see-throw-trace', 'see-throw-trade'), 'audit-broken'],
  ] as const) {
    const forged: Record<string, Uint8Array> = { ...files, [path]: Buffer.from(text) };
    const manifest = read<EvidenceManifest>('manifest.json');
    const bytes = Buffer.from(text);
    const listed = manifest.files.map((file) =>
      file.path === path
        ? { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
        : file,
    );
    forged['manifest.json'] = Buffer.from(JSON.stringify({ ...manifest, files: listed }));
    const { algorithm, publicKey } = manifest.signature;
    const signature = signed(key, forged['manifest.json']);
    forged['signature.json'] = Buffer.from(JSON.stringify({ algorithm, publicKey, signature }));
    const body = sealable(forged);
    const hash = createHash('sha256').update(body).digest('hex');
    const seal = `linli-seal-1 ${signed(key, Buffer.from(`linli-seal-1\n${hash}`))}`;
    const { code: status, findings } = await verify(
      changed('forged', Buffer.concat([body, Buffer.from(seal)])),
    );
    expect(findings.filter((one) => one.verdict === 'altered').map((one) => one.code)).toEqual([code]);
    expect(status).toBe(1);
  }
});

test.each([
  ['nothing', Buffer.alloc(0), 'ends-early'],
  [
    'a text',
    Buffer.from('no zip at all, but long enough to hold an end and a comment '.repeat(9)),
    'no-seal',
  ],
  ['a bare zip', Buffer.from(zipSync({ 'manifest.json': Buffer.alloc(400) }, { level: 0 })), 'no-seal'],
])('%s is refused with a reason', async (_, bytes, reason) => {
  const { code, findings } = await verify(changed('bad', bytes));
  expect(code).toBe(1);
  expect(findings.map((one) => one.code)).toEqual([reason]);
});

test('it speaks both languages and writes nothing of a package’s own to the terminal', async () => {
  const stdout = await new Promise<string>((resolve) =>
    execFile(process.execPath, [verifier, packages.get('ed25519') ?? ''], (_error, text) => resolve(text)),
  );
  expect(stdout).toContain('结论：完好，与签名时一致；签名者未核对。');
  expect(stdout).toContain('Verdict: whole, as it was signed; who signed was not checked.');
  expect(stdout).not.toContain('\u001b');
});

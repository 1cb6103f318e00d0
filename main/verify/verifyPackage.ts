/**
 * Everything an evidence package claims, checked from the package alone: its seal, who signed, each file's hash, the audit
 * chain, and what the throws were traced from. Nothing in it is believed before the signature is.
 */
import { createHash } from 'node:crypto';
import { sm3 } from 'sm-crypto-v2';
import { Value } from 'typebox/value';
import { fingerprintOf, isSignedBy } from '#hub/evidence/signature.ts';
import {
  AUDIT_PATH,
  EVENTS_PATH,
  EvidenceManifest,
  EvidenceSignature,
  INCIDENT_PATH,
  MANIFEST_PATH,
  SEAL_LENGTH,
  SEAL_MARK,
  sealedText,
  SIGNATURE_PATH,
} from '#shared/evidence/manifest.ts';
import { checkAudit } from './checkAudit.ts';
import { checkThrows } from './checkThrows.ts';
import type { Finding, Tell } from './finding.ts';
import { openZip, ZipFault, type ZipEntries, type ZipEntry } from './zipEntries.ts';

export interface Verification {
  readonly findings: readonly Finding[];
  readonly isWhole: boolean;
  /** Null where it cannot be read, or is not signed by its key. */
  readonly manifest: EvidenceManifest | null;
}

export interface VerifyOptions {
  /** Of the key that must have signed, spaces or none. */
  readonly fingerprint: string | null;
}

export function verifyPackage(path: string, options: VerifyOptions): Verification {
  const findings: Finding[] = [];
  const tell: Tell = (verdict, code, params = {}) => void findings.push({ verdict, code, params });
  const isWhole = () => findings.every(({ verdict }) => verdict !== 'altered');
  let manifest: EvidenceManifest | null = null;
  try {
    const zip = openZip(path, SEAL_LENGTH);
    try {
      manifest = check(zip, options, tell, isWhole);
    } finally {
      zip.close();
    }
  } catch (error) {
    if (error instanceof ZipFault) tell('altered', error.code, error.params);
    else tell('altered', 'unreadable', { reason: error instanceof Error ? error.message : String(error) });
  }
  return { findings, isWhole: isWhole(), manifest };
}

function check(
  zip: ZipEntries,
  options: VerifyOptions,
  tell: Tell,
  isWhole: () => boolean,
): EvidenceManifest | null {
  const entries = new Map(zip.entries.map((entry) => [entry.path, entry]));
  if (entries.size !== zip.entries.length) tell('altered', 'twice');
  const manifestBytes = bytesOf(zip, entries, MANIFEST_PATH);
  const manifest = parsed(manifestBytes);
  const signature = parsed(bytesOf(zip, entries, SIGNATURE_PATH));
  if (!manifestBytes || !Value.Check(EvidenceManifest, manifest)) {
    tell('altered', 'no-manifest', { path: MANIFEST_PATH });
    return null;
  }
  if (!Value.Check(EvidenceSignature, signature)) {
    tell('altered', 'no-manifest', { path: SIGNATURE_PATH });
    return null;
  }
  const { algorithm, publicKey } = manifest.signature;
  const isSame = signature.algorithm === algorithm && signature.publicKey === publicKey;
  const isSigned = isSame && isSignedBy(algorithm, publicKey, signature.signature, manifestBytes);
  tell(isSigned ? 'ok' : 'altered', isSigned ? 'signature' : 'signature-wrong', {
    algorithm: algorithm === 'sm2' ? 'SM2/SM3' : 'Ed25519',
  });
  checkSigner(publicKey, options.fingerprint, tell);
  const isSealed = isSealWhole(zip, manifest);
  tell(isSealed ? 'ok' : 'altered', isSealed ? 'seal' : 'seal-broken');
  checkFiles(zip, entries, manifest, tell);
  const textOf = (path: string): string | null => bytesOf(zip, entries, path)?.toString('utf8') ?? null;
  checkAudit(textOf(AUDIT_PATH) ?? '', tell);
  const incident = parsed(textOf(INCIDENT_PATH)) as { readonly id?: unknown; readonly kind?: unknown } | null;
  if (incident?.id !== manifest.incident.id || incident.kind !== manifest.incident.kind)
    tell('altered', 'incident-other');
  if (isWhole()) checkThrows(manifest, [...entries.keys()], (path) => parsed(textOf(path)), tell);
  else tell('note', 'not-repeated');
  if (manifest.incident.drill) tell('note', 'drill');
  tellClocks(parsed(textOf('records/clocks.json')), tell);
  for (const { what, of } of manifest.missing) tell('note', `missing-${what}`, { of });
  return isSigned ? manifest : null;
}

function bytesOf(zip: ZipEntries, entries: ReadonlyMap<string, ZipEntry>, path: string): Buffer | null {
  const entry = entries.get(path);
  return entry ? zip.read(entry) : null;
}

function parsed(text: Buffer | string | null): unknown {
  try {
    return text === null ? null : JSON.parse(String(text));
  } catch {
    return null;
  }
}

function checkSigner(publicKey: string, wanted: string | null, tell: Tell): void {
  const fingerprint = fingerprintOf(publicKey);
  const bare = (text: string): string => text.replace(/[\s:-]/g, '').toLowerCase();
  if (wanted === null) tell('note', 'signer-unnamed', { fingerprint });
  else if (bare(wanted) === bare(fingerprint)) tell('ok', 'signer', { fingerprint });
  else tell('altered', 'signer-other', { fingerprint, wanted });
}

/** Lower-case alone, so that no bit of it can differ. */
const SEAL = new RegExp(`^${SEAL_MARK}[0-9a-f]{128}$`);

function isSealWhole(zip: ZipEntries, { signature }: EvidenceManifest): boolean {
  const hash = createHash('sha256');
  zip.eachPiece(0, zip.bodyBytes, (piece) => void hash.update(piece));
  return (
    SEAL.test(zip.comment) &&
    isSignedBy(
      signature.algorithm,
      signature.publicKey,
      zip.comment.slice(SEAL_MARK.length),
      Buffer.from(sealedText(hash.digest('hex'))),
    )
  );
}

function checkFiles(
  zip: ZipEntries,
  entries: ReadonlyMap<string, ZipEntry>,
  manifest: EvidenceManifest,
  tell: Tell,
): void {
  let wrong = 0;
  for (const { path, bytes, sha256, sm3: chinese } of manifest.files) {
    const entry = entries.get(path);
    if (!entry) {
      tell('altered', 'file-missing', { path });
      wrong++;
      continue;
    }
    const hash = createHash('sha256');
    zip.eachPiece(entry.at, entry.bytes, (piece) => void hash.update(piece));
    const isRight =
      entry.bytes === bytes &&
      hash.digest('hex') === sha256 &&
      (chinese === undefined || sm3(zip.read(entry)) === chinese);
    if (isRight) continue;
    tell('altered', 'file-altered', { path });
    wrong++;
  }
  for (const path of [INCIDENT_PATH, EVENTS_PATH, AUDIT_PATH])
    if (!manifest.files.some((file) => file.path === path)) {
      tell('altered', 'file-missing', { path });
      wrong++;
    }
  const listed = new Set([...manifest.files.map(({ path }) => path), MANIFEST_PATH, SIGNATURE_PATH]);
  for (const { path } of zip.entries) {
    if (listed.has(path)) continue;
    tell('altered', 'file-extra', { path });
    wrong++;
  }
  if (wrong === 0) tell('ok', 'files', { count: manifest.files.length });
}

function tellClocks(clocks: unknown, tell: Tell): void {
  if (!Array.isArray(clocks)) return;
  for (const clock of clocks as readonly unknown[]) {
    const { device, offsetMs } = (clock ?? {}) as { readonly device?: unknown; readonly offsetMs?: unknown };
    if (typeof device !== 'string' || typeof offsetMs !== 'number' || Math.abs(offsetMs) < 100) continue;
    const seconds = (Math.abs(offsetMs) / 1000).toFixed(1);
    tell('note', 'clock', { device, offset: `${offsetMs > 0 ? '-' : '+'}${seconds} s` });
  }
}

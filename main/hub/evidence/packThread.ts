/**
 * Thread that makes one evidence package: repeats the back-traces, hashes every file, writes and signs the manifest, seals
 * the whole. Half a gigabyte of film takes seconds that the hub has not.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { sm3 } from 'sm-crypto-v2';
import {
  EvidenceFile,
  MANIFEST_PATH,
  resultPath,
  SIGNATURE_PATH,
  tracePath,
  type EvidenceManifest,
  type EvidenceSignature,
  type Missing,
} from '#shared/evidence/manifest.ts';
import { traceResultOf } from '#shared/evidence/traceResult.ts';
import type { ThrowTrace } from '#shared/protocol/throwTrace.ts';
import type { Static } from 'typebox';
import { createSealedZip, TooLarge } from './sealedZip.ts';
import { signed, type SigningKey } from './signature.ts';

export interface PackJob {
  readonly target: string;
  readonly key: SigningKey;
  readonly texts: Readonly<Record<string, string>>;
  readonly files: readonly {
    readonly path: string;
    readonly from: string;
    readonly what: Missing['what'];
    readonly of: string;
  }[];
  readonly traces: readonly ThrowTrace[];
  readonly manifest: Omit<EvidenceManifest, 'files' | 'signature'>;
}

export type Packed =
  | {
      readonly ok: true;
      readonly sha256: string;
      readonly bytes: number;
      readonly files: number;
      readonly missing: readonly Missing[];
    }
  | { readonly ok: false; readonly why: 'too-large' | 'disk'; readonly reason: string };

function pack({ target, key, texts, files, traces, manifest }: PackJob): Packed {
  const zip = createSealedZip(target, manifest.createdAtMs);
  const listed: Static<typeof EvidenceFile>[] = [];
  const missing = [...manifest.missing];
  const isChinese = key.algorithm === 'sm2';
  const addText = (path: string, text: string): void => {
    const bytes = Buffer.from(text);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    listed.push({ path, bytes: bytes.byteLength, sha256, ...(isChinese ? { sm3: sm3(bytes) } : {}) });
    zip.addBytes(path, bytes);
  };
  try {
    for (const [path, text] of Object.entries(texts)) addText(path, text);
    for (const trace of traces) {
      addText(tracePath(trace.eventId), json(trace));
      addText(resultPath(trace.eventId), json(traceResultOf(trace)));
    }
    for (const { path, from, what, of } of files) {
      if (!existsSync(from)) {
        missing.push({ what, of, why: 'ENOENT' });
        continue;
      }
      const hash = createHash('sha256');
      let bytes = 0;
      zip.addFile(path, from, (piece) => {
        hash.update(piece);
        bytes += piece.byteLength;
      });
      const chinese = isChinese ? { sm3: sm3(readFileSync(from)) } : {};
      listed.push({ path, bytes, sha256: hash.digest('hex'), ...chinese });
    }
    const { algorithm, publicKey } = key;
    const whole: EvidenceManifest = {
      ...manifest,
      signature: { algorithm, publicKey },
      files: listed,
      missing,
    };
    const bytes = Buffer.from(json(whole));
    const signature: EvidenceSignature = { algorithm, publicKey, signature: signed(key, bytes) };
    zip.addBytes(MANIFEST_PATH, bytes);
    zip.addBytes(SIGNATURE_PATH, Buffer.from(json(signature)));
    return { ok: true, ...zip.seal((text) => signed(key, text)), files: listed.length, missing };
  } catch (error) {
    zip.discard();
    if (error instanceof TooLarge) return { ok: false, why: 'too-large', reason: error.message };
    if (error instanceof Error && 'code' in error)
      return { ok: false, why: 'disk', reason: String(error.code) };
    throw error;
  }
}

const json = (value: unknown): string => JSON.stringify(value, null, 1);

parentPort?.postMessage(pack(workerData as PackJob));

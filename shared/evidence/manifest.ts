/**
 * What an evidence package says of itself: every file with its hashes, which computation was used, who signed. The hub
 * writes it, `linli-verify.mjs` reads it on a machine that knows nothing else, so both take it from here.
 */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '#shared/compounds/deepReadonly.ts';

/** The one file that verifies packages without the product. */
export const VERIFIER = 'linli-verify.mjs';

export const MANIFEST_PATH = 'manifest.json';
export const SIGNATURE_PATH = 'signature.json';
export const AUDIT_PATH = 'audit.jsonl';
export const INCIDENT_PATH = 'incident.json';
export const EVENTS_PATH = 'records/events.json';
export const CALIBRATIONS_PATH = 'throws/calibrations.json';
export const tracePath = (eventId: string): string => `throws/${eventId}/trace.json`;
export const resultPath = (eventId: string): string => `throws/${eventId}/result.json`;

const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Name = Type.Object({ zh: Type.String(), en: Type.String() });
const Instant = Type.Number({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' });

export const SignatureAlgorithm = Type.Union([Type.Literal('ed25519'), Type.Literal('sm2')], {
  description: 'Ed25519 (RFC 8032), or SM2 with SM3 (GB/T 32918.2, GB/T 32905).',
});
export type SignatureAlgorithm = Static<typeof SignatureAlgorithm>;

export const EvidenceFile = Type.Object({
  path: Type.String({ minLength: 1, maxLength: 300 }),
  bytes: Type.Integer({ minimum: 0 }),
  sha256: Sha256,
  sm3: Type.Optional(Sha256),
});

/** Why something that one would look for is not there. */
export const Missing = Type.Object({
  what: Type.Union([
    Type.Literal('recording'),
    Type.Literal('picture'),
    Type.Literal('attachment'),
    Type.Literal('trace'),
    Type.Literal('readings'),
    Type.Literal('events'),
  ]),
  of: Type.String({ description: 'Key of the device, hash of the file or number of the event.' }),
  why: Type.String({ description: 'Code of the fault.' }),
});
export type Missing = DeepReadonly<Static<typeof Missing>>;

export const EvidenceManifest = Type.Object(
  {
    format: Type.Literal('linli-evidence'),
    version: Type.Literal(1),
    id: Type.String(),
    hub: Type.String({ description: 'Id of the hub that made it.' }),
    product: Type.String({ description: 'Version of the product.' }),
    backTraceVersion: Type.Integer(),
    createdAtMs: Instant,
    createdBy: Type.String(),
    note: Type.String(),
    compound: Type.Object({ id: Type.String(), name: Name, timeZone: Type.String() }),
    incident: Type.Object({
      id: Type.String(),
      kind: Type.String(),
      title: Name,
      drill: Type.Boolean(),
      startedAtMs: Instant,
    }),
    fromMs: Instant,
    toMs: Instant,
    signature: Type.Object({
      algorithm: SignatureAlgorithm,
      publicKey: Type.String({ description: 'Hex: 32 bytes of Ed25519, or 04 and 64 bytes of SM2.' }),
    }),
    files: Type.Array(EvidenceFile),
    missing: Type.Array(Missing),
  },
  { title: 'Manifest of an evidence package' },
);
export type EvidenceManifest = DeepReadonly<Static<typeof EvidenceManifest>>;

/** The signature over the manifest's bytes as they lie in the package. */
export const EvidenceSignature = Type.Object({
  algorithm: SignatureAlgorithm,
  publicKey: Type.String(),
  signature: Type.String({ description: 'Hex.' }),
});
export type EvidenceSignature = DeepReadonly<Static<typeof EvidenceSignature>>;

/**
 * The comment at the end of the zip file: this and the signature, hex, over `sealedText` of the hash of all bytes before
 * it. So a changed byte shows even where it belongs to no file.
 */
export const SEAL_MARK = 'linli-seal-1 ';
/** Both algorithms sign in 64 bytes. */
export const SEAL_LENGTH = SEAL_MARK.length + 128;
export const sealedText = (sha256: string): string => `linli-seal-1\n${sha256}`;

/** One line of `audit.jsonl`: an entry's text where it belongs to this incident, else its hash alone. */
export const AuditLine = Type.Object({
  seq: Type.Integer({ minimum: 1 }),
  hash: Sha256,
  body: Type.Optional(Type.String()),
});
export type AuditLine = DeepReadonly<Static<typeof AuditLine>>;

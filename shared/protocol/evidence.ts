/** Evidence packages of an incident and the lock that keeps what they are made from. */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';
import { Missing, SignatureAlgorithm } from '../evidence/manifest.ts';

const Instant = Type.Number({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' });

export const EvidencePackage = Type.Object({
  version: Type.Literal(1),
  id: Type.String(),
  compound: Type.String(),
  incidentId: Type.String(),
  by: Type.String(),
  atMs: Instant,
  note: Type.String(),
  algorithm: SignatureAlgorithm,
  fingerprint: Type.String({ description: 'Of the key that signed it.' }),
  fileName: Type.String(),
  bytes: Type.Integer(),
  sha256: Type.String(),
  files: Type.Integer(),
  missing: Type.Array(Missing),
});
export type EvidencePackage = DeepReadonly<Static<typeof EvidencePackage>>;

/** What happened in the compound in this time is not removed for its age. */
export const EvidenceLock = Type.Object({
  version: Type.Literal(1),
  incidentId: Type.String(),
  compound: Type.String(),
  fromMs: Instant,
  toMs: Instant,
  by: Type.String(),
  atMs: Instant,
  note: Type.String(),
});
export type EvidenceLock = DeepReadonly<Static<typeof EvidenceLock>>;

export const EvidenceDraft = Type.Object(
  {
    algorithm: SignatureAlgorithm,
    note: Type.String({ maxLength: 500, description: 'For whom, under which case number.' }),
  },
  { additionalProperties: false },
);
export type EvidenceDraft = DeepReadonly<Static<typeof EvidenceDraft>>;

export interface IncidentEvidence {
  readonly lock: EvidenceLock | null;
  /** Newest first. */
  readonly packages: readonly EvidencePackage[];
  readonly keys: readonly {
    readonly algorithm: EvidencePackage['algorithm'];
    readonly publicKey: string;
    readonly fingerprint: string;
  }[];
}

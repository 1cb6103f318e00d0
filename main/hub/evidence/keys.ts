/**
 * The hub's signing keys: made when first asked for, kept in the data directory where only its owner reads them. A damaged
 * file is said and never replaced by itself: a new key would make the hub a stranger to whoever noted the old one.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { SignatureAlgorithm } from '#shared/evidence/manifest.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { newKey, type SigningKey } from './signature.ts';

const Hex = Type.String({ pattern: '^[0-9a-f]{60,130}$' });
const KeyFile = Type.Object({
  version: Type.Literal(1),
  keys: Type.Array(Type.Object({ algorithm: SignatureAlgorithm, privateKey: Hex, publicKey: Hex }), {
    minItems: 2,
  }),
});

/** One key of each algorithm. */
export function signingKeys(path: string): Result<readonly SigningKey[]> {
  try {
    const kept = textOf(path);
    if (kept !== null) {
      const file: unknown = JSON.parse(kept);
      return Value.Check(KeyFile, file) ? success(file.keys) : failure('evidence-key', { path });
    }
    const keys = [newKey('ed25519'), newKey('sm2')];
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(`${path}.part`, JSON.stringify({ version: 1, keys }), { mode: 0o600, flush: true });
    renameSync(`${path}.part`, path);
    return success(keys);
  } catch (error) {
    if (error instanceof SyntaxError) return failure('evidence-key', { path });
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return failure('compound-disk', { reason });
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

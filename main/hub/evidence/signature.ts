/**
 * Signing and checking: Ed25519 by Node, SM2 with SM3 by `sm-crypto-v2`, because the desktop's cryptography has no SM. Keys
 * and signatures are hex. Used by the hub that signs and by the file that verifies without it.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import type { SignatureAlgorithm } from '#shared/evidence/manifest.ts';

export interface SigningKey {
  readonly algorithm: SignatureAlgorithm;
  readonly privateKey: string;
  readonly publicKey: string;
}

/** What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410). */
const PRIVATE_DER = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_DER = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_BYTES = 32;

export function newKey(algorithm: SignatureAlgorithm): SigningKey {
  if (algorithm === 'sm2') return { algorithm, ...sm2.generateKeyPairHex() };
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    algorithm,
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-KEY_BYTES).toString('hex'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES).toString('hex'),
  };
}

export function signed({ algorithm, privateKey, publicKey }: SigningKey, bytes: Uint8Array): string {
  if (algorithm === 'sm2') return sm2.doSignature(bytes, privateKey, { hash: true, publicKey });
  const der = Buffer.concat([PRIVATE_DER, Buffer.from(privateKey, 'hex')]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return sign(null, bytes, key).toString('hex');
}

/** False too where key or signature is none. */
export function isSignedBy(
  algorithm: SignatureAlgorithm,
  publicKey: string,
  signature: string,
  bytes: Uint8Array,
): boolean {
  try {
    if (algorithm === 'sm2') return sm2.doVerifySignature(bytes, signature, publicKey, { hash: true });
    const der = Buffer.concat([PUBLIC_DER, Buffer.from(publicKey, 'hex')]);
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verify(null, bytes, key, Buffer.from(signature, 'hex'));
  } catch {
    return false;
  }
}

/** What people compare: the first twenty bytes of the key's SHA-256 in groups of four digits. */
export function fingerprintOf(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest('hex').slice(0, 40);
  return hash.match(/.{4}/g)?.join(' ') ?? hash;
}

/** The token of a pass: random, shown once, kept as its hash alone. */
import { createHash, randomBytes } from 'node:crypto';

/** 160 bits, in letters that a QR code and an address both carry. */
export function newToken(): string {
  return randomBytes(20).toString('base64url');
}

/** SHA-256 in hex: what devices that take passes compare with. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

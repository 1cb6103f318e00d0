/** Certificate and key of `--tls-cert` and `--tls-key`: read and held against each other before anything listens. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { failure, success, type Result } from '#shared/protocol/result.ts';

export interface Tls {
  readonly cert: string;
  readonly key: string;
}

/** Null where neither is given. */
export function readTls(
  certPath: string | null,
  keyPath: string | null,
  nowMs = Date.now(),
): Result<Tls | null> {
  if (certPath === null && keyPath === null) return success(null);
  if (certPath === null || keyPath === null)
    return failure('tls', `${certPath === null ? '--tls-cert' : '--tls-key'} is missing.`, 'TLS needs both.');
  const cert = read('--tls-cert', certPath);
  if (!cert.ok) return cert;
  const key = read('--tls-key', keyPath);
  if (!key.ok) return key;
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(cert.value);
  } catch {
    return failure('tls', `--tls-cert: ${certPath} holds no certificate in PEM.`);
  }
  try {
    if (!certificate.checkPrivateKey(createPrivateKey(key.value)))
      return failure(
        'tls',
        `${keyPath} is not the key of ${certPath}.`,
        'Give the pair that belongs together.',
      );
  } catch {
    return failure('tls', `--tls-key: ${keyPath} holds no private key in PEM without a passphrase.`);
  }
  if (certificate.validToDate.getTime() < nowMs)
    return failure('tls', `${certPath} expired on ${certificate.validTo}.`, 'Renew it.');
  return success({ cert: cert.value, key: key.value });
}

function read(option: string, path: string): Result<string> {
  try {
    return success(readFileSync(path, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return failure('tls', `${option}: ${path} cannot be read (${code}).`);
  }
}

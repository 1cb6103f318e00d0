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
    return failure('tls-missing', { option: certPath === null ? '--tls-cert' : '--tls-key' });
  const cert = read('--tls-cert', certPath);
  if (!cert.ok) return cert;
  const key = read('--tls-key', keyPath);
  if (!key.ok) return key;
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(cert.value);
  } catch {
    return failure('tls-certificate', { path: certPath });
  }
  try {
    if (!certificate.checkPrivateKey(createPrivateKey(key.value)))
      return failure('tls-pair', { key: keyPath, certificate: certPath });
  } catch {
    return failure('tls-key', { path: keyPath });
  }
  if (certificate.validToDate.getTime() < nowMs)
    return failure('tls-expired', { path: certPath, at: certificate.validTo });
  return success({ cert: cert.value, key: key.value });
}

function read(option: string, path: string): Result<string> {
  try {
    return success(readFileSync(path, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return failure('tls-unreadable', { option, path, reason: code });
  }
}

/**
 * `node linli-verify.mjs package.zip [--key FINGERPRINT] [--json]`: says whether an evidence package is what its hub
 * signed. Bundled into one file that needs neither the product nor a network. Exit status: 0 whole, 1 altered, 2 wrong use.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { said, type Verdict } from './finding.ts';
import { verifyPackage, type Verification } from './verifyPackage.ts';

const command = 'node linli-verify.mjs package.zip [--key FINGERPRINT] [--json]';
const usage = `用法：${command}\nUsage: ${command}\n`;
const signs: Readonly<Record<Verdict, string>> = { ok: '✓', altered: '✗', note: '·' };

function run(): number {
  let path: string | undefined;
  let key: string | undefined;
  let json: boolean | undefined;
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { key: { type: 'string' }, json: { type: 'boolean' } },
    });
    ({ key, json } = values);
    path = positionals.length === 1 ? positionals[0] : undefined;
  } catch {
    path = undefined;
  }
  if (path === undefined || !existsSync(path)) {
    process.stderr.write(
      path === undefined ? usage : `没有这个文件：${path}\nThere is no such file: ${path}\n`,
    );
    return 2;
  }
  const verification = verifyPackage(path, { fingerprint: key ?? null });
  process.stdout.write(json ? `${JSON.stringify(verification, null, 1)}\n` : textOf(verification));
  return verification.isWhole ? 0 : 1;
}

function textOf({ findings, isWhole, manifest }: Verification): string {
  const lines = findings.flatMap((finding) => {
    const [zh, en] = said(finding);
    return [`${signs[finding.verdict]} ${zh}`, `  ${en}`];
  });
  const about = manifest
    ? [
        manifest.incident.title.zh,
        manifest.incident.title.en,
        `${manifest.compound.name.zh} · ${new Date(manifest.createdAtMs).toISOString()} · ${manifest.createdBy} · linli ${manifest.product}`,
      ]
    : [];
  const isNamed = findings.every(({ code }) => code !== 'signer-unnamed');
  const verdict = isWhole
    ? isNamed
      ? ['结论：完好，由指定的密钥签名。', 'Verdict: whole, signed by the key you named.']
      : [
          '结论：完好，与签名时一致；签名者未核对。',
          'Verdict: whole, as it was signed; who signed was not checked.',
        ]
    : ['结论：不可采信，已被改动（见 ✗）。', 'Verdict: refused, it was altered (see ✗).'];
  return `${[...about, '', ...lines, '', ...verdict].join('\n')}\n`;
}

process.exitCode = run();

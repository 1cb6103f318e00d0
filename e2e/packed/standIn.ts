/**
 * A folder that looks like an unpacked Electron to electron-builder: packing can be tried whole without the real one. Its
 * program does not run; it carries the fuses as Electron is delivered with them.
 */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';

/** What precedes the fuses in every Electron since 12, then their version. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const version = 1;

/** On where Electron comes so. */
const delivered: Readonly<Record<FuseV1Options, boolean>> = {
  [FuseV1Options.RunAsNode]: true,
  [FuseV1Options.EnableCookieEncryption]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: false,
  [FuseV1Options.OnlyLoadAppFromAsar]: false,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: true,
  [FuseV1Options.WasmTrapHandlers]: true,
};

export function writeStandIn(dir: string): void {
  const fuses = Object.values(delivered).map((on) => (on ? '1' : '0'));
  const program = Buffer.concat([
    Buffer.from(`\u007fELF${'.'.repeat(1000)}${sentinel}`),
    Buffer.from([version, fuses.length]),
    Buffer.from(fuses.join('')),
    Buffer.alloc(1000),
  ]);
  mkdirSync(join(dir, 'resources'), { recursive: true });
  mkdirSync(join(dir, 'locales'), { recursive: true });
  writeFileSync(join(dir, 'electron'), program);
  chmodSync(join(dir, 'electron'), 0o755);
  for (const language of ['de', 'en-US', 'zh-CN']) writeFileSync(join(dir, 'locales', `${language}.pak`), '');
  writeFileSync(join(dir, 'LICENSE'), 'as Electron’s own');
}

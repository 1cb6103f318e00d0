/** A Chromium for tests and pictures: the system's, else Playwright's, else the distribution's package. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Works without a GPU and as root; nothing is fetched in the background. */
export const browserArgs = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
] as const;

export function findBrowser(): string | null {
  const given = process.env['LINLI_CHROMIUM'];
  if (given && existsSync(given)) return given;
  for (const dir of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of names) if (existsSync(join(dir, name))) return join(dir, name);
  }
  return null;
}

async function playwrightBrowser(): Promise<string | null> {
  const { chromium } = await import('@playwright/test');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

/** Installs one if there is none. Null where that failed; the messages of the tools say why. */
export async function ensureBrowser(): Promise<string | null> {
  const found = findBrowser() ?? (await playwrightBrowser());
  if (found) return found;
  process.stdout.write('No Chromium found; installing one …\n');
  const run = (command: string, args: readonly string[]) =>
    spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    if (
      run('apt-get', ['update', '-qq']) &&
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'])
    )
      return findBrowser();
  }
  if (run('npx', ['playwright', 'install', 'chromium'])) return playwrightBrowser();
  return null;
}

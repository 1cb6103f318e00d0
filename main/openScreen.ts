/** Opens what a person can look at: the desktop where Electron can run, else the browser where there is a display. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/** Folder with a runnable Electron: one given by the environment, or the package's own once it was downloaded. */
export function electronBinary(root: string): string | null {
  const name =
    process.platform === 'win32'
      ? 'electron.exe'
      : process.platform === 'darwin'
        ? 'Electron.app/Contents/MacOS/Electron'
        : 'electron';
  for (const dir of [
    process.env['ELECTRON_OVERRIDE_DIST_PATH'],
    join(root, 'node_modules', 'electron', 'dist'),
  ]) {
    if (dir && existsSync(join(dir, name))) return join(dir, name);
  }
  return null;
}

export function openScreen(url: string, root: string): void {
  if (!hasDisplay()) return;
  const electron = electronBinary(root);
  const shell = join(root, 'dist', 'electron', 'index.cjs');
  const [command, args] =
    electron && existsSync(shell)
      ? [electron, [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, `--hub=${url}`]]
      : process.platform === 'darwin'
        ? ['open', [url]]
        : process.platform === 'win32'
          ? ['cmd', ['/c', 'start', '', url]]
          : ['xdg-open', [url]];
  const child = spawn(command, args, { detached: true, stdio: 'ignore' });
  child.on('error', () => process.stdout.write(`Open ${url} in a browser.\n`));
  child.unref();
}

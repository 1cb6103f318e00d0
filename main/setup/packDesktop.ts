/** From sources to what electron-builder makes of `electron-builder.yml`: installers, or the unpacked folder alone. */
import { join } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { buildHub } from './buildHub.ts';

export type DesktopPlatform = 'linux' | 'win';

/** Files that were made. The screen and the shell are built before (`build.ts`), the hub is built here. */
export async function packDesktop(
  root: string,
  platform: DesktopPlatform,
  /** Only the folder, around an Electron that is there already. */
  dryRun: { readonly electronDist: string; readonly output: string } | null = null,
): Promise<readonly string[]> {
  await buildHub(root, join(root, 'dist', 'hub'));
  const given = process.env['LINLI_ELECTRON_DIST'];
  const electronDist = dryRun?.electronDist ?? given;
  return build({
    projectDir: root,
    targets: (platform === 'linux' ? Platform.LINUX : Platform.WINDOWS).createTarget(
      dryRun ? 'dir' : null,
      Arch.x64,
    ),
    publish: 'never',
    config: {
      // The shell has no packages, and nothing is compiled: SQLite's native part is made for Node-API and comes ready.
      beforeBuild: () => Promise.resolve(false),
      ...(electronDist === undefined ? {} : { electronDist }),
      ...(dryRun ? { directories: { output: dryRun.output } } : {}),
    },
  });
}

/**
 * `npm run pack [-- linux|win]`: the desktop's installers in `dist/installers`, for this machine's platform or those named.
 * What only a network gives, Electron and the tools of the installers, is named with the way around it.
 */
import { relative } from 'node:path';
import { Value } from 'typebox/value';
import { Type } from 'typebox';
import { rootOf } from '#main/root.ts';
import { packDesktop, type DesktopPlatform } from './packDesktop.ts';

const Platforms = Type.Array(Type.Union([Type.Literal('linux'), Type.Literal('win')]));
const root = rootOf(import.meta.url);

const wayOut = `Packing needs what this machine could not fetch: Electron's own program, and electron-builder's tools for AppImage, deb
and nsis. Either of these helps:
  LINLI_ELECTRON_DIST=DIR        a folder that holds electron-v<version>-<platform>-x64.zip, or that archive itself
  ELECTRON_MIRROR=URL            a mirror of Electron's releases, ending in /
  ELECTRON_BUILDER_BINARIES_MIRROR=URL  a mirror of electron-builder's tools, ending in /
or run it on a machine with network. \`npm run pack:check\` needs none of this: it checks everything but Electron itself.
`;
/** How a download fails: no way there, turned away, or answered with something else. */
const notFetched =
  /ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET|getaddrinfo|certificate|download|HTTPError|status code|Response code|fetch failed|electronDist does not exist/i;

function own(): DesktopPlatform {
  return process.platform === 'win32' ? 'win' : 'linux';
}

async function run(args: readonly string[]): Promise<number> {
  if (!Value.Check(Platforms, args)) {
    process.stderr.write('Usage: npm run pack [-- linux|win]\n');
    return 2;
  }
  for (const platform of args.length > 0 ? args : [own()]) {
    try {
      const made = await packDesktop(root, platform);
      for (const path of made) process.stdout.write(`${relative(root, path)}\n`);
    } catch (error) {
      const reason = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
      process.stderr.write(
        `\nThe installers for ${platform} could not be made: ${reason.split('\n')[0] ?? ''}\n`,
      );
      process.stderr.write(notFetched.test(reason) ? `\n${wayOut}` : `${reason}\n`);
      return 1;
    }
  }
  return 0;
}

// A plain exit code would be lost: electron-builder ends the process from a hook of its own.
process.exit(await run(process.argv.slice(2)));

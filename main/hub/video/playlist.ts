/** HLS playlists name their parts by address; through the hub every part is asked of the hub, and only of one origin. */
import { failure, success, type Result } from '#shared/protocol/result.ts';

/** Path and query of a part, as one opaque word of the relay's address. */
export function encodePart(url: URL): string {
  return Buffer.from(url.pathname + url.search).toString('base64url');
}

/** Null where the word leads away from the playlist's own origin. */
export function decodePart(word: string, playlistUrl: URL): URL | null {
  const path = Buffer.from(word, 'base64url').toString();
  if (!path.startsWith('/') || path.startsWith('//') || !URL.canParse(path, playlistUrl)) return null;
  const url = new URL(path, playlistUrl);
  return url.origin === playlistUrl.origin ? url : null;
}

/** Every address becomes `<prefix><word>`; a playlist that names another machine is refused as a whole. */
export function rewritePlaylist(text: string, url: URL, prefix: string): Result<string> {
  if (!text.startsWith('#EXTM3U')) return failure('camera-playlist');
  const foreign: string[] = [];
  const through = (address: string): string => {
    const part = URL.canParse(address, url) ? new URL(address, url) : null;
    if (part?.origin === url.origin) return prefix + encodePart(part);
    foreign.push(address);
    return '';
  };
  const lines = text.split(/\r?\n/).map((line) => {
    if (line.startsWith('#'))
      return line.replaceAll(/URI="([^"]*)"/g, (_all, address: string) => `URI="${through(address)}"`);
    return line.trim() === '' ? line : through(line.trim());
  });
  const [first] = foreign;
  if (first !== undefined) {
    return failure('camera-elsewhere', { address: first.slice(0, 120) });
  }
  return success(lines.join('\n'));
}

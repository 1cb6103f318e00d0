/**
 * Fetches a camera's MJPEG, HLS or MP4 for one viewer. Asks only hosts that are allowed for the compound, follows no
 * redirect, lets nothing through that a browser would run, and lets go when the viewer leaves or the camera stalls.
 */
import { request as askHttp, type IncomingMessage } from 'node:http';
import { request as askHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import type { VideoSource } from '#shared/protocol/device.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { Reached } from './cameraHosts.ts';
import { decodePart, rewritePlaylist } from './playlist.ts';

const concurrentAtMost = 64;
const answerWithinMs = 5000;
const stallMs = 10_000;
/** A player that has enough stops reading a file; that is no stall. */
const filePauseMs = 5 * 60_000;
const playlistBytes = 1_000_000;

export interface Relayed {
  readonly contentType: string;
  readonly body: Readable | string;
  /** Of a part of a file: 206 and where it lies. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A camera as its device describes it; where its picture may be fetched, `reach` decides. */
export interface Camera {
  readonly compound: string;
  readonly video: VideoSource;
}

interface Asked {
  readonly answer: IncomingMessage;
  readonly let: AbortController;
}

export interface VideoRelay {
  /** The MJPEG stream or the HLS playlist; `prefix` is where the playlist's parts are asked for. */
  stream(camera: Camera, prefix: string, gone: AbortSignal): Promise<Result<Relayed>>;
  /** An MP4 file, or the asked `range` of it (as in the HTTP header). */
  file(camera: Camera, range: string | undefined, gone: AbortSignal): Promise<Result<Relayed>>;
  /** A part of an HLS playlist, or the asked `range` of it. */
  part(
    camera: Camera,
    word: string,
    range: string | undefined,
    prefix: string,
    gone: AbortSignal,
  ): Promise<Result<Relayed>>;
  /** Streams that are passed on now. */
  readonly running: number;
  stop(): void;
}

export function createVideoRelay(options: {
  readonly reach: (compound: string, url: URL) => Promise<Result<Reached>>;
  readonly stallMs?: number;
}): VideoRelay {
  const open = new Set<AbortController>();

  async function ask(
    compound: string,
    url: URL,
    gone: AbortSignal,
    asking: Readonly<Record<string, string>> = {},
  ): Promise<Result<Asked>> {
    const reached = await options.reach(compound, url);
    if (!reached.ok) return reached;
    if (open.size >= concurrentAtMost) return failure('camera-busy');
    const upstream = new AbortController();
    const leave = () => upstream.abort();
    if (gone.aborted) leave();
    gone.addEventListener('abort', leave, { once: true });
    upstream.signal.addEventListener('abort', () => open.delete(upstream), { once: true });
    open.add(upstream);
    const late = setTimeout(leave, answerWithinMs);
    try {
      const answer = await get(url, reached.value, upstream.signal, asking);
      const { statusCode: status = 0 } = answer;
      if (status !== 200 && !(status === 206 && 'range' in asking)) {
        upstream.abort();
        if (status === 416) return failure('camera-range');
        return failure('camera-refused', { status });
      }
      return success({ answer, let: upstream });
    } catch {
      upstream.abort();
      return failure('camera-unreachable', { host: url.host });
    } finally {
      clearTimeout(late);
    }
  }

  async function playlist(url: URL, asked: Asked, prefix: string): Promise<Result<Relayed>> {
    try {
      const text = await limited(asked.answer, playlistBytes);
      if (text === null) return failure('camera-playlist-long');
      const rewritten = rewritePlaylist(text, url, prefix);
      return rewritten.ok
        ? success({ contentType: 'application/vnd.apple.mpegurl', body: rewritten.value })
        : rewritten;
    } catch {
      return failure('camera-broke-off');
    } finally {
      asked.let.abort();
    }
  }

  /** Bytes as they come; the upstream ends with the viewer, at its own end, or when it stalls. */
  function passOn(asked: Asked, contentType: string, quietMs = options.stallMs ?? stallMs): Result<Relayed> {
    const body = asked.answer;
    let watch = setTimeout(() => asked.let.abort(), quietMs);
    body.on('data', () => {
      clearTimeout(watch);
      watch = setTimeout(() => asked.let.abort(), quietMs);
    });
    body.pause();
    body.on('error', () => asked.let.abort());
    body.on('close', () => {
      clearTimeout(watch);
      asked.let.abort();
    });
    return success({ contentType, body });
  }

  /** A file or a part of one. What a camera calls neither video nor audio is never passed under that name. */
  function passFile(asked: Asked, otherwise: string, quietMs?: number): Result<Relayed> {
    const { statusCode: status = 200, headers } = asked.answer;
    const type = headers['content-type'] ?? '';
    const passed = passOn(asked, /^(video|audio)\/[\w.+-]+$/i.test(type) ? type : otherwise, quietMs);
    if (!passed.ok) return passed;
    const kept = (['content-length', 'content-range', 'accept-ranges'] as const).flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value] as const];
    });
    return success({ ...passed.value, status, headers: Object.fromEntries(kept) });
  }

  return {
    get running() {
      return open.size;
    },
    async stream({ compound, video }, prefix, gone) {
      const url = cameraUrl(video);
      if (!url.ok) return url;
      const asked = await ask(compound, url.value, gone);
      if (!asked.ok) return asked;
      if (video.kind === 'hls') return playlist(url.value, asked.value, prefix);
      const type = asked.value.answer.headers['content-type'] ?? '';
      if (/^(multipart\/x-mixed-replace|image\/jpeg)\b/i.test(type)) return passOn(asked.value, type);
      asked.value.let.abort();
      return failure('camera-kind', { type: type.slice(0, 60) });
    },
    async file({ compound, video }, range, gone) {
      const url = cameraUrl(video);
      if (!url.ok) return url;
      const asked = await ask(compound, url.value, gone, rangeHeader(range));
      return asked.ok ? passFile(asked.value, 'video/mp4', filePauseMs) : asked;
    },
    async part({ compound, video }, word, range, prefix, gone) {
      const root = cameraUrl(video);
      if (!root.ok) return root;
      const url = video.kind === 'hls' ? decodePart(word, root.value) : null;
      if (!url) return failure('camera-foreign');
      url.username = root.value.username;
      url.password = root.value.password;
      const asked = await ask(compound, url, gone, rangeHeader(range));
      if (!asked.ok) return asked;
      const type = asked.value.answer.headers['content-type'] ?? '';
      if (/mpegurl/i.test(type) || url.pathname.endsWith('.m3u8')) return playlist(url, asked.value, prefix);
      return passFile(asked.value, 'application/octet-stream');
    },
    stop() {
      for (const upstream of open) upstream.abort();
    },
  };
}

function rangeHeader(range: string | undefined): Readonly<Record<string, string>> {
  return range === undefined ? {} : { range };
}

function cameraUrl(video: VideoSource): Result<URL> {
  const url = URL.canParse(video.url) ? new URL(video.url) : null;
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return success(url);
  return failure('camera-address');
}

/** The camera's answer, from the address that was checked, whatever its name means by now. */
function get(
  url: URL,
  { address, family }: Reached,
  signal: AbortSignal,
  asking: Readonly<Record<string, string>>,
): Promise<IncomingMessage> {
  const headers: Record<string, string> = { ...asking };
  if (url.username) {
    const login = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    headers['authorization'] = `Basic ${Buffer.from(login).toString('base64')}`;
  }
  const bare = new URL(url);
  bare.username = bare.password = '';
  const lookup: LookupFunction = (_host, { all }, found) =>
    all ? found(null, [{ address, family }]) : found(null, address, family);
  return new Promise((resolve, reject) => {
    const asked = (bare.protocol === 'https:' ? askHttps : askHttp)(
      bare,
      { signal, headers, lookup, agent: false },
      resolve,
    );
    asked.on('error', reject);
    asked.end();
  });
}

async function limited(answer: IncomingMessage, bytesAtMost: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > bytesAtMost) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Fetches a camera's MJPEG, HLS or MP4 for one viewer. Asks only addresses of the device's own description, follows no
 * redirect, lets nothing through that a browser would run, and lets go when the viewer leaves or the camera stalls.
 */
import { Readable } from 'node:stream';
import type { VideoSource } from '#shared/protocol/device.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
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

export interface VideoRelay {
  /** The MJPEG stream or the HLS playlist; `prefix` is where the playlist's parts are asked for. */
  stream(video: VideoSource, prefix: string, gone: AbortSignal): Promise<Result<Relayed>>;
  /** An MP4 file, or the asked `range` of it (as in the HTTP header). */
  file(video: VideoSource, range: string | undefined, gone: AbortSignal): Promise<Result<Relayed>>;
  /** A part of an HLS playlist, or the asked `range` of it. */
  part(
    video: VideoSource,
    word: string,
    range: string | undefined,
    prefix: string,
    gone: AbortSignal,
  ): Promise<Result<Relayed>>;
  /** Streams that are passed on now. */
  readonly running: number;
  stop(): void;
}

export function createVideoRelay(options: { readonly stallMs?: number } = {}): VideoRelay {
  const open = new Set<AbortController>();

  async function ask(
    url: URL,
    gone: AbortSignal,
    asking: Readonly<Record<string, string>> = {},
  ): Promise<Result<{ answer: Response; let: AbortController }>> {
    if (open.size >= concurrentAtMost)
      return failure('camera-busy', 'Too many pictures are passed on at once', 'Close some tiles');
    const upstream = new AbortController();
    const leave = () => upstream.abort();
    if (gone.aborted) leave();
    gone.addEventListener('abort', leave, { once: true });
    upstream.signal.addEventListener('abort', () => open.delete(upstream), { once: true });
    open.add(upstream);
    const late = setTimeout(leave, answerWithinMs);
    const bare = new URL(url);
    bare.username = bare.password = '';
    const headers: Record<string, string> = { ...asking };
    if (url.username) {
      const login = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
      headers['authorization'] = `Basic ${Buffer.from(login).toString('base64')}`;
    }
    try {
      const answer = await fetch(bare, { signal: upstream.signal, redirect: 'manual', headers });
      if (answer.status !== 200 && !(answer.status === 206 && 'range' in asking)) {
        upstream.abort();
        if (answer.status === 416) return failure('camera-range', 'The file ends before the asked part', '');
        return failure(
          'camera-refused',
          `The camera answered with status ${answer.status}`,
          'Check its address and its login',
        );
      }
      return success({ answer, let: upstream });
    } catch {
      upstream.abort();
      return failure(
        'camera-unreachable',
        `No answer from the camera at ${bare.host}`,
        'Check its power, its network and its address',
      );
    } finally {
      clearTimeout(late);
    }
  }

  async function playlist(
    url: URL,
    asked: { answer: Response; let: AbortController },
    prefix: string,
  ): Promise<Result<Relayed>> {
    try {
      const text = await limited(asked.answer, playlistBytes);
      if (text === null)
        return failure('camera-kind', 'The camera’s playlist is too long', 'Check the address');
      const rewritten = rewritePlaylist(text, url, prefix);
      return rewritten.ok
        ? success({ contentType: 'application/vnd.apple.mpegurl', body: rewritten.value })
        : rewritten;
    } catch {
      return failure('camera-unreachable', 'The camera broke off while answering', 'Trying again may help');
    } finally {
      asked.let.abort();
    }
  }

  /** Bytes as they come; the upstream ends with the viewer, at its own end, or when it stalls. */
  function passOn(
    asked: { answer: Response; let: AbortController },
    contentType: string,
    quietMs = options.stallMs ?? stallMs,
  ): Result<Relayed> {
    if (!asked.answer.body) return failure('camera-refused', 'The camera sent nothing', '');
    const body = Readable.fromWeb(asked.answer.body as import('node:stream/web').ReadableStream);
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
  function passFile(
    asked: { answer: Response; let: AbortController },
    otherwise: string,
    quietMs?: number,
  ): Result<Relayed> {
    const { status, headers } = asked.answer;
    const type = headers.get('content-type') ?? '';
    const passed = passOn(asked, /^(video|audio)\/[\w.+-]+$/i.test(type) ? type : otherwise, quietMs);
    if (!passed.ok) return passed;
    const kept = ['content-length', 'content-range', 'accept-ranges'].flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    return success({ ...passed.value, status, headers: Object.fromEntries(kept) });
  }

  return {
    get running() {
      return open.size;
    },
    async stream(video, prefix, gone) {
      const url = cameraUrl(video);
      if (!url.ok) return url;
      const asked = await ask(url.value, gone);
      if (!asked.ok) return asked;
      if (video.kind === 'hls') return playlist(url.value, asked.value, prefix);
      const type = asked.value.answer.headers.get('content-type') ?? '';
      if (/^(multipart\/x-mixed-replace|image\/jpeg)\b/i.test(type)) return passOn(asked.value, type);
      asked.value.let.abort();
      return failure(
        'camera-kind',
        `The camera’s answer is “${type.slice(0, 60)}”, not MJPEG`,
        'Check the address',
      );
    },
    async file(video, range, gone) {
      const url = cameraUrl(video);
      if (!url.ok) return url;
      const asked = await ask(url.value, gone, rangeHeader(range));
      return asked.ok ? passFile(asked.value, 'video/mp4', filePauseMs) : asked;
    },
    async part(video, word, range, prefix, gone) {
      const root = cameraUrl(video);
      if (!root.ok) return root;
      const url = video.kind === 'hls' ? decodePart(word, root.value) : null;
      if (!url) return failure('camera-foreign', 'This is no part of the camera’s playlist', '');
      url.username = root.value.username;
      url.password = root.value.password;
      const asked = await ask(url, gone, rangeHeader(range));
      if (!asked.ok) return asked;
      const type = asked.value.answer.headers.get('content-type') ?? '';
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
  return failure(
    'camera-address',
    'The camera’s address is not http or https',
    'Correct the device’s description',
  );
}

async function limited(answer: Response, bytesAtMost: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > bytesAtMost) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

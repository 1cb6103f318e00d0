/** ISAPI as a camera's line: what it is, then its alert stream until it ends, breaks or falls silent. */
import { once } from 'node:events';
import type { CameraLine } from '../cameras/startCamera.ts';
import { elementAt, parseXml, wordsIn } from '../dialects/xml.ts';
import { boundaryIn, createPartSplitter } from './parts.ts';

const alertStream = '/ISAPI/Event/notification/alertStream';
const deviceInfo = '/ISAPI/System/deviceInfo';
const answerMs = 10_000;
/** Three heartbeats: they come every 10 s, from some every 300 ms. */
const usualSilenceMs = 30_000;
/** In so many silences a text is whole, heartbeat or event, however long a picture before it takes. */
const silencesPerText = 2;

export async function listenToIsapi(line: CameraLine, silenceMs = usualSilenceMs): Promise<void> {
  const { asker, signal } = line;
  const facts = await factsOf(line);
  const stream = await asker.open({
    method: 'GET',
    url: new URL(alertStream, line.url),
    headers: { accept: 'multipart/mixed, multipart/x-mixed-replace' },
    silenceMs,
    signal,
  });
  let broken: unknown = null;
  // A listener of its own: what breaks later must not end the hub.
  stream.on('error', (error) => (broken ??= error));
  const boundary = boundaryIn(stream.headers['content-type']);
  if (stream.statusCode !== 200 || boundary === null) {
    stream.destroy();
    throw new Error(`HTTP ${stream.statusCode ?? 0} ${stream.headers['content-type'] ?? ''}`);
  }
  line.online(facts);
  const textMs = silenceMs * silencesPerText;
  const drips = setTimeout(() => {
    broken = new Error(`no whole part within ${textMs} ms`);
    stream.destroy();
  }, textMs);
  const splitter = createPartSplitter(boundary, {
    text(text) {
      drips.refresh();
      line.heard(text);
    },
    tooLong: () => undefined,
  });
  stream.on('data', (chunk: Buffer) => {
    try {
      splitter.push(chunk);
    } catch (error) {
      broken = error;
      stream.destroy();
    }
  });
  if (!stream.closed) await once(stream, 'close');
  clearTimeout(drips);
  if (broken !== null) throw broken;
}

/** A recorder has a picture for each of its channels; where nobody says what it is, so may this. */
async function factsOf({ asker, url, signal }: CameraLine): Promise<object> {
  const { status, body } = await asker.ask({
    method: 'GET',
    url: new URL(deviceInfo, url),
    silenceMs: answerMs,
    signal,
  });
  if (status === 401 || status === 403) throw new Error(`HTTP ${status}`);
  const parsed = status === 200 ? parseXml(body) : null;
  const info = parsed?.ok ? elementAt(parsed.value, 'DeviceInfo') : undefined;
  return {
    type: wordsIn(info, 'deviceType')?.slice(0, 100) ?? null,
    model: wordsIn(info, 'model')?.slice(0, 100) ?? null,
    firmware: wordsIn(info, 'firmwareVersion')?.slice(0, 100) ?? null,
  };
}

/**
 * HTTP as cameras are asked: with Digest authentication where they demand it, Basic only over TLS, no redirects (a login
 * goes to no other host), and every answer bounded in time and size.
 */
import { randomBytes } from 'node:crypto';
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { answerTo, challengeIn, type DigestChallenge, type Login } from './digest.ts';

const mostAnswerBytes = 4 * 1024 * 1024;

export interface HttpQuestion {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Nothing was heard for so long: it is over. So long the head of the answer may take. */
  readonly silenceMs: number;
  /** So long the whole of an answer that has an end may take; without it three silences. */
  readonly wholeMs?: number;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

export interface HttpAsker {
  ask(question: HttpQuestion): Promise<HttpAnswer>;
  /** For an answer that has no end: it is read by whoever opens it. */
  open(question: HttpQuestion): Promise<IncomingMessage>;
}

export function createHttpAsker(options: {
  readonly login: Login | null;
  /** Cameras have certificates that nobody signed. */
  readonly anyCertificate: boolean;
  /** The login is never shown, not over TLS either. */
  readonly digestOnly?: boolean;
}): HttpAsker {
  const { login, digestOnly = false } = options;
  let challenge: DigestChallenge | null = null;
  let uses = 0;

  function authorization({ method, url }: HttpQuestion): Record<string, string> {
    if (!login || !challenge) return {};
    const uri = url.pathname + url.search;
    const clientNonce = randomBytes(12).toString('hex');
    return { authorization: answerTo(challenge, login, { method, uri, nth: ++uses, clientNonce }) };
  }

  function send(question: HttpQuestion, more: Record<string, string>): Promise<IncomingMessage> {
    const { method, url, headers = {}, body, silenceMs, signal } = question;
    const isTls = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const sent = (isTls ? tlsRequest : plainRequest)(url, {
        method,
        headers: {
          ...headers,
          ...more,
          ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        },
        signal,
        timeout: silenceMs,
        agent: false,
        ...(isTls ? { rejectUnauthorized: !options.anyCertificate } : {}),
      });
      const giveUp = () => sent.destroy(new Error(`no answer within ${silenceMs} ms`));
      // A head that drips is never silent.
      const head = setTimeout(giveUp, silenceMs);
      sent.on('timeout', giveUp);
      sent.on('response', resolve);
      sent.on('error', reject);
      for (const over of ['response', 'close'] as const) sent.on(over, () => clearTimeout(head));
      sent.end(body);
    });
  }

  async function open(question: HttpQuestion): Promise<IncomingMessage> {
    const first = await send(question, authorization(question));
    if (first.statusCode !== 401 || !login) return first;
    const demanded = first.headersDistinct['www-authenticate'] ?? [];
    challenge = challengeIn(demanded);
    uses = 0;
    const isBasic = !digestOnly && demanded.some((one) => /^\s*basic\b/i.test(one));
    if (!challenge && (!isBasic || question.url.protocol !== 'https:')) return first;
    cutOff(first);
    if (challenge) return send(question, authorization(question));
    const basic = Buffer.from(`${login.name}:${login.password}`).toString('base64');
    return send(question, { authorization: `Basic ${basic}` });
  }

  return {
    open,
    async ask(question) {
      const { silenceMs, wholeMs = silenceMs * 3, signal } = question;
      const late = new AbortController();
      const timer = setTimeout(() => late.abort(), wholeMs);
      try {
        return await whole(await open({ ...question, signal: AbortSignal.any([signal, late.signal]) }));
      } catch (error) {
        throw late.signal.aborted ? new Error(`no whole answer within ${wholeMs} ms`) : error;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

async function whole(answer: IncomingMessage): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer) {
    const bytes = Buffer.from(chunk as Uint8Array);
    length += bytes.byteLength;
    if (length > mostAnswerBytes) {
      answer.destroy();
      throw new Error(`an answer of more than ${mostAnswerBytes} bytes`);
    }
    chunks.push(bytes);
  }
  return { status: answer.statusCode ?? 0, body: Buffer.concat(chunks) };
}

/** Nobody reads on; what it still has to say is not waited for. */
function cutOff(answer: IncomingMessage): void {
  answer.on('error', () => undefined);
  answer.destroy();
}

/**
 * ONVIF's calls as SOAP 1.2, with the UsernameToken of WS-Security. A camera judges the token's time by its own clock, so
 * it is asked for that first and the hub writes its time.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { elementAt, escapedXml, parseXml, wordsIn } from '../dialects/xml.ts';
import type { JsonRecord } from '../dialects/records.ts';
import type { Login } from '../http/digest.ts';
import type { HttpAsker } from '../http/askHttp.ts';

const answerMs = 10_000;
const security = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const utility = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const digestType =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest';
const base64Type =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary';

export interface SoapCall {
  readonly url: URL;
  readonly action: string;
  readonly body: string;
  /** Of the subscription, to be said again in the header. */
  readonly reference?: string;
  /** How long the camera may think, beside the usual. */
  readonly holdMs?: number;
  readonly signal: AbortSignal;
  /** Before the camera's clock is known. */
  readonly anonymous?: true;
}

export interface SoapAnswer {
  /** The element in the body. */
  readonly body: JsonRecord;
  readonly bytes: Buffer;
}

/** What the camera refused; `status` of HTTP. */
export class SoapFault extends Error {
  readonly status: number;
  constructor(status: number, reason: string) {
    super(reason);
    this.status = status;
  }
}

export interface Soap {
  call(call: SoapCall): Promise<SoapAnswer>;
  /** The camera's clock is ahead of the hub's by so much. */
  setClock(aheadMs: number): void;
}

export function createSoap(asker: HttpAsker, login: Login | null, now: () => number): Soap {
  let aheadMs = 0;

  function token(): string {
    if (!login) return '';
    const nonce = randomBytes(16);
    const created = new Date(now() + aheadMs).toISOString();
    const digest = createHash('sha1').update(nonce).update(created).update(login.password).digest('base64');
    return (
      `<wsse:Security xmlns:wsse="${security}" xmlns:wsu="${utility}" s:mustUnderstand="1"><wsse:UsernameToken>` +
      `<wsse:Username>${escapedXml(login.name)}</wsse:Username>` +
      `<wsse:Password Type="${digestType}">${digest}</wsse:Password>` +
      `<wsse:Nonce EncodingType="${base64Type}">${nonce.toString('base64')}</wsse:Nonce>` +
      `<wsu:Created>${created}</wsu:Created></wsse:UsernameToken></wsse:Security>`
    );
  }

  return {
    setClock: (ms) => void (aheadMs = ms),
    async call({ url, action, body, reference = '', holdMs = 0, signal, anonymous }) {
      const envelope =
        '<?xml version="1.0" encoding="UTF-8"?>' +
        '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">' +
        `<s:Header>${anonymous ? '' : token()}<a:Action>${action}</a:Action>` +
        `<a:MessageID>urn:uuid:${randomUUID()}</a:MessageID><a:To>${escapedXml(url.href)}</a:To>${reference}` +
        `</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
      const { status, body: bytes } = await asker.ask({
        method: 'POST',
        url,
        headers: { 'content-type': `application/soap+xml; charset=utf-8; action="${action}"` },
        body: envelope,
        silenceMs: answerMs + holdMs,
        signal,
      });
      const parsed = parseXml(bytes);
      const found = parsed.ok ? elementAt(parsed.value, 'Envelope', 'Body') : undefined;
      const fault = found && elementAt(found, 'Fault');
      if (fault) throw new SoapFault(status, reasonOf(fault));
      if (status !== 200 || !found) throw new SoapFault(status, `HTTP ${status}`);
      return { body: found, bytes };
    },
  };
}

function reasonOf(fault: JsonRecord): string {
  const reason = elementAt(fault, 'Reason');
  return (wordsIn(reason, 'Text') ?? wordsIn(fault, 'faultstring') ?? 'Fault').slice(0, 200);
}

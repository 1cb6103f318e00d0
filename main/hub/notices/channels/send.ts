/** Sends one notice over its channel, within ten seconds. What comes back is what the other side said, or why it failed. */
import { createHmac } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { Notice, NoticeChannel } from '#shared/protocol/notice.ts';

export const sendWithinMs = 10_000;

/** Null: it was taken. Else why not, in the other side's words. */
export type Sent = string | null;

type Of<K extends NoticeChannel['kind']> = Extract<NoticeChannel, { kind: K }>;

export function send(channel: NoticeChannel, notice: Notice, nowMs: number): Promise<Sent> {
  switch (channel.kind) {
    case 'email':
      return email(channel, notice);
    case 'webhook':
      return webhook(channel, notice, nowMs);
    case 'wecom':
      return robot(channel.url, { msgtype: 'text', text: { content: worded(notice) } });
    case 'dingtalk':
      return robot(dingtalkUrl(channel, nowMs), { msgtype: 'text', text: { content: worded(notice) } });
    case 'feishu':
      return robot(channel.url, {
        ...feishuSignature(channel, nowMs),
        msg_type: 'text',
        content: { text: worded(notice) },
      });
    case 'sms':
      return sms(channel, notice);
  }
}

/** A warning has no heading of its own: a mail's is its first words, and all of it is in the text. */
const headingLength = 40;

function mailWords({ cause, subject, text }: Notice): { readonly subject: string; readonly text: string } {
  if (cause !== 'warning') return { subject, text };
  const letters = [...subject];
  const heading = letters.length > headingLength ? `${letters.slice(0, headingLength).join('')}…` : subject;
  return { subject: heading, text: `${subject}\n\n${text}` };
}

const worded = ({ subject, text }: Notice) => (text === '' ? subject : `${subject}\n${text}`);

async function email(channel: Of<'email'>, notice: Notice): Promise<Sent> {
  const { id, to } = notice;
  const transport = createTransport({
    host: channel.host,
    port: channel.port,
    secure: channel.tls,
    ...(channel.user ? { auth: { user: channel.user, pass: channel.secret ?? '' } } : {}),
    connectionTimeout: sendWithinMs,
    greetingTimeout: sendWithinMs,
    socketTimeout: sendWithinMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    // The same id each time: a mailbox that gets it twice can tell.
    await transport.sendMail({ from: channel.from, to, ...mailWords(notice), messageId: `<${id}@linli>` });
    return null;
  } catch (error) {
    return reasonOf(error);
  } finally {
    transport.close();
  }
}

function webhook(channel: Of<'webhook'>, notice: Notice, nowMs: number): Promise<Sent> {
  const { id, compound, cause, ref, subject, text, createdAtMs, data } = notice;
  const body = JSON.stringify({ id, compound, cause, ref, subject, text, atMs: createdAtMs, data });
  const stamp = String(nowMs);
  const signature = createHmac('sha256', channel.secret ?? '')
    .update(`${stamp}.${body}`)
    .digest('hex');
  return post(channel.url, body, {
    'content-type': 'application/json',
    'x-linli-id': id,
    'x-linli-timestamp': stamp,
    ...(channel.secret ? { 'x-linli-signature': `sha256=${signature}` } : {}),
  });
}

/** Robots answer 200 with a code of their own. */
async function robot(url: string, message: object): Promise<Sent> {
  return post(url, JSON.stringify(message), { 'content-type': 'application/json' }, (answer) => {
    const said: unknown = JSON.parse(answer);
    if (typeof said !== 'object' || said === null) return answer;
    const fields = said as Readonly<Record<string, unknown>>;
    const code = fields['errcode'] ?? fields['code'] ?? fields['StatusCode'];
    return code === 0 ? null : String(fields['errmsg'] ?? fields['msg'] ?? code);
  });
}

/** The signature that the maker of DingTalk describes: HMAC-SHA256 of "timestamp\nsecret" by the secret. */
function dingtalkUrl({ url, secret }: Of<'dingtalk'>, nowMs: number): string {
  if (!secret) return url;
  const signed = createHmac('sha256', secret).update(`${nowMs}\n${secret}`).digest('base64');
  const address = new URL(url);
  address.searchParams.set('timestamp', String(nowMs));
  address.searchParams.set('sign', signed);
  return address.href;
}

/** The signature that the maker of Feishu describes: an empty message by the key "seconds\nsecret". */
function feishuSignature({ secret }: Of<'feishu'>, nowMs: number): object {
  if (!secret) return {};
  const timestamp = String(Math.floor(nowMs / 1000));
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64') };
}

function sms(channel: Of<'sms'>, notice: Notice): Promise<Sent> {
  const escape =
    channel.contentType === 'application/json'
      ? (value: string) => JSON.stringify(value).slice(1, -1)
      : encodeURIComponent;
  const values: Readonly<Record<string, string>> = {
    phone: notice.to,
    text: worded(notice),
    secret: channel.secret ?? '',
  };
  // One pass: what is put in is not looked at again.
  const body = channel.body.replaceAll(/\{\{(phone|text|secret)\}\}/g, (_, name: string) =>
    escape(values[name] ?? ''),
  );
  return post(channel.url, body, { 'content-type': channel.contentType });
}

async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  read: (answer: string) => Sent = () => null,
): Promise<Sent> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(sendWithinMs),
    });
    const answer = (await response.text()).slice(0, 4000);
    return response.ok ? read(answer) : `HTTP ${response.status} ${answer.slice(0, 200)}`.trim();
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const inner = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return `${error.message}${inner}`.slice(0, 400);
}

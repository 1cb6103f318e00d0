/**
 * A camera on loopback for tests that really speaks ONVIF's exchange: its clock is wrong, it judges each token by that,
 * its subscriptions expire, and it says only what is put into it.
 */
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface TestNotification {
  readonly topic: string;
  readonly source: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, string>>;
  readonly operation?: string;
  readonly utc?: string;
}

interface Subscription {
  readonly id: string;
  endsMs: number;
  readonly waiting: TestNotification[];
  wake: () => void;
}

export interface TestOnvifCamera {
  readonly url: string;
  /** Names of the calls that it answered, in their order. */
  readonly calls: string[];
  /** Why calls were refused. */
  readonly refused: string[];
  /** What it says once to each new subscription, as what holds now. */
  initial: readonly TestNotification[];
  notify(...notifications: readonly TestNotification[]): void;
  subscriptions(): number;
  /** As after a restart: it knows nothing of its subscriptions. */
  forget(): void;
  stop(): Promise<void>;
  start(): Promise<void>;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export function notificationXml({ topic, source, data, operation, utc }: TestNotification): string {
  const items = (of: Readonly<Record<string, string>>) =>
    Object.entries(of)
      .map(([name, value]) => `<tt:SimpleItem Name="${escaped(name)}" Value="${escaped(value)}"/>`)
      .join('');
  return (
    '<wsnt:NotificationMessage>' +
    `<wsnt:Topic Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">${escaped(topic)}</wsnt:Topic>` +
    `<wsnt:Message><tt:Message${utc ? ` UtcTime="${utc}"` : ''}${operation ? ` PropertyOperation="${operation}"` : ''}>` +
    `<tt:Source>${items(source)}</tt:Source><tt:Data>${items(data)}</tt:Data></tt:Message></wsnt:Message>` +
    '</wsnt:NotificationMessage>'
  );
}

export function envelope(body: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" ' +
    'xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:tev="http://www.onvif.org/ver10/events/wsdl" ' +
    'xmlns:trt="http://www.onvif.org/ver10/media/wsdl" xmlns:tt="http://www.onvif.org/ver10/schema" ' +
    'xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2" xmlns:wsa5="http://www.w3.org/2005/08/addressing">' +
    `<env:Body>${body}</env:Body></env:Envelope>`
  );
}

export async function startTestOnvifCamera(options: {
  readonly name: string;
  readonly password: string;
  /** Its clock is ahead by so much. */
  readonly aheadMs: number;
  readonly grantedS: number;
  /** Tokens of its picture sources. */
  readonly pictures: readonly string[];
  /** It knows no `GetServices`, as older cameras do. */
  readonly isOld?: boolean;
  readonly port?: number;
}): Promise<TestOnvifCamera> {
  const calls: string[] = [];
  const refused: string[] = [];
  const subscriptions = new Map<string, Subscription>();
  const usedNonces = new Set<string>();
  const cameraNow = () => Date.now() + options.aheadMs;
  const iso = (ms: number) => new Date(ms).toISOString();
  let server: Server | null = null;
  let port = options.port ?? 0;
  let initial: readonly TestNotification[] = [];

  function whyRefused(text: string): string | null {
    const part = (name: string) => new RegExp(`<wsse:${name}(?: [^>]*)?>([^<]*)<`).exec(text)?.[1] ?? '';
    const created = /<wsu:Created>([^<]*)</.exec(text)?.[1] ?? '';
    const [nonce, password] = [part('Nonce'), part('Password')];
    if (part('Username') !== options.name) return 'name';
    if (Math.abs(Date.parse(created) - cameraNow()) > 5000) return 'time';
    if (usedNonces.has(nonce)) return 'nonce';
    usedNonces.add(nonce);
    const expected = createHash('sha1')
      .update(Buffer.from(nonce, 'base64'))
      .update(created)
      .update(options.password)
      .digest('base64');
    return password === expected ? null : 'password';
  }

  function answer(response: ServerResponse, status: number, body: string): void {
    response.writeHead(status, { 'content-type': 'application/soap+xml; charset=utf-8' });
    response.end(envelope(body));
  }
  const fault = (reason: string) =>
    `<env:Fault><env:Code><env:Value>env:Sender</env:Value></env:Code><env:Reason><env:Text>${reason}</env:Text></env:Reason></env:Fault>`;
  // As a camera behind a router: it names an address that nobody else knows.
  const inner = (path: string) => `http://192.168.7.7${path}`;

  async function pull(subscription: Subscription, text: string): Promise<string> {
    const holdS = Number(/<Timeout>PT(\d+)S</.exec(text)?.[1] ?? 1);
    if (subscription.waiting.length === 0)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, holdS * 1000);
        subscription.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    const given = subscription.waiting.splice(0, 100);
    return (
      `<tev:PullMessagesResponse><tev:CurrentTime>${iso(cameraNow())}</tev:CurrentTime>` +
      `<tev:TerminationTime>${iso(cameraNow() + 60_000)}</tev:TerminationTime>` +
      `${given.map(notificationXml).join('')}</tev:PullMessagesResponse>`
    );
  }

  async function handle(call: string, text: string, response: ServerResponse): Promise<void> {
    calls.push(call);
    const id = /<dom0:SubscriptionId[^>]*>([^<]*)</.exec(text)?.[1] ?? '';
    const subscription = subscriptions.get(id);
    const lives = subscription && subscription.endsMs > Date.now();
    const ofSubscription = ['PullMessages', 'Renew', 'Unsubscribe', 'SetSynchronizationPoint'].includes(call);
    if (ofSubscription && (!subscription || !lives)) {
      refused.push('subscription');
      return answer(response, 400, fault('ResourceUnknownFault'));
    }
    switch (call) {
      case 'GetSystemDateAndTime': {
        const date = new Date(cameraNow());
        return answer(
          response,
          200,
          '<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:UTCDateTime>' +
            `<tt:Time><tt:Hour>${date.getUTCHours()}</tt:Hour><tt:Minute>${date.getUTCMinutes()}</tt:Minute><tt:Second>${date.getUTCSeconds()}</tt:Second></tt:Time>` +
            `<tt:Date><tt:Year>${date.getUTCFullYear()}</tt:Year><tt:Month>${date.getUTCMonth() + 1}</tt:Month><tt:Day>${date.getUTCDate()}</tt:Day></tt:Date>` +
            '</tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>',
        );
      }
      case 'GetServices':
        if (options.isOld) return answer(response, 500, fault('ActionNotSupported'));
        return answer(
          response,
          200,
          '<tds:GetServicesResponse>' +
            `<tds:Service><tds:Namespace>http://www.onvif.org/ver10/events/wsdl</tds:Namespace><tds:XAddr>${inner('/onvif/events?a=1&amp;b=2')}</tds:XAddr></tds:Service>` +
            `<tds:Service><tds:Namespace>http://www.onvif.org/ver10/media/wsdl</tds:Namespace><tds:XAddr>${inner('/onvif/media')}</tds:XAddr></tds:Service>` +
            '</tds:GetServicesResponse>',
        );
      case 'GetCapabilities':
        return answer(
          response,
          200,
          `<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Events><tt:XAddr>${inner('/onvif/events?a=1&amp;b=2')}</tt:XAddr></tt:Events>` +
            `<tt:Media><tt:XAddr>${inner('/onvif/media')}</tt:XAddr></tt:Media></tds:Capabilities></tds:GetCapabilitiesResponse>`,
        );
      case 'GetDeviceInformation':
        return answer(
          response,
          200,
          '<tds:GetDeviceInformationResponse><tds:Manufacturer>Maker</tds:Manufacturer><tds:Model>C-7</tds:Model>' +
            '<tds:FirmwareVersion>1.4.2</tds:FirmwareVersion></tds:GetDeviceInformationResponse>',
        );
      case 'GetProfiles':
        return answer(
          response,
          200,
          `<trt:GetProfilesResponse>${options.pictures
            .map(
              (token) =>
                `<trt:Profiles token="p-${token}"><tt:VideoSourceConfiguration token="${token}-config"><tt:SourceToken>${token}</tt:SourceToken></tt:VideoSourceConfiguration></trt:Profiles>`,
            )
            .join('')}</trt:GetProfilesResponse>`,
        );
      case 'CreatePullPointSubscription': {
        const fresh = {
          id: randomUUID(),
          endsMs: Date.now() + options.grantedS * 1000,
          waiting: [],
          wake: () => undefined,
        };
        subscriptions.set(fresh.id, fresh);
        return answer(
          response,
          200,
          `<tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference><wsa5:Address>${inner('/onvif/pull')}</wsa5:Address>` +
            `<wsa5:ReferenceParameters><dom0:SubscriptionId xmlns:dom0="urn:test">${fresh.id}</dom0:SubscriptionId></wsa5:ReferenceParameters></tev:SubscriptionReference>` +
            `<wsnt:CurrentTime>${iso(cameraNow())}</wsnt:CurrentTime><wsnt:TerminationTime>${iso(cameraNow() + options.grantedS * 1000)}</wsnt:TerminationTime>` +
            '</tev:CreatePullPointSubscriptionResponse>',
        );
      }
      case 'SetSynchronizationPoint':
        subscription?.waiting.push(...initial);
        return answer(response, 200, '<tev:SetSynchronizationPointResponse/>');
      case 'PullMessages':
        return answer(response, 200, subscription ? await pull(subscription, text) : '');
      case 'Renew':
        if (subscription) subscription.endsMs = Date.now() + options.grantedS * 1000;
        return answer(
          response,
          200,
          `<wsnt:RenewResponse><wsnt:TerminationTime>${iso(cameraNow() + options.grantedS * 1000)}</wsnt:TerminationTime><wsnt:CurrentTime>${iso(cameraNow())}</wsnt:CurrentTime></wsnt:RenewResponse>`,
        );
      case 'Unsubscribe':
        subscriptions.delete(id);
        return answer(response, 200, '<wsnt:UnsubscribeResponse/>');
      default:
        return answer(response, 500, fault('ActionNotSupported'));
    }
  }

  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    const text = Buffer.concat(chunks).toString('utf8');
    const call = /<s:Body><([A-Za-z]+)[\s/>]/.exec(text)?.[1] ?? '';
    const why = call === 'GetSystemDateAndTime' ? null : whyRefused(text);
    if (why !== null) {
      refused.push(why);
      return answer(response, 400, fault('Sender not authorized'));
    }
    await handle(call, text, response);
  }

  async function start(): Promise<void> {
    const opened = createServer(
      (request, response) => void hear(request, response).catch(() => response.destroy()),
    );
    server = opened;
    opened.listen(port, '127.0.0.1');
    await once(opened, 'listening');
    const address = opened.address();
    if (address !== null && typeof address === 'object') port = address.port;
  }
  await start();

  return {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    calls,
    refused,
    get initial() {
      return initial;
    },
    set initial(given) {
      initial = given;
    },
    notify(...notifications) {
      for (const subscription of subscriptions.values()) {
        subscription.waiting.push(...notifications);
        subscription.wake();
      }
    },
    subscriptions: () => [...subscriptions.values()].filter(({ endsMs }) => endsMs > Date.now()).length,
    forget: () => subscriptions.clear(),
    start,
    async stop() {
      const open = server;
      server = null;
      for (const { wake } of subscriptions.values()) wake();
      open?.closeAllConnections();
      if (open?.listening) await new Promise<void>((resolve) => open.close(() => resolve()));
    },
  };
}

/**
 * The events of one ONVIF camera by pull point: a subscription is made, asked in long polls, renewed before its time is
 * over and given back at the end. It ends with a fault; whoever runs it begins anew.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { elementAt, elementsIn, wordsIn } from '../dialects/xml.ts';
import { createPace, fullAnswer } from './pace.ts';
import { reachable, type Services } from './services.ts';
import { SoapFault, type Soap } from './soap.ts';

const events = 'http://www.onvif.org/ver10/events/wsdl';
const notification = 'http://docs.oasis-open.org/wsn/b-2';
/** What is asked for; a camera may grant less. */
const subscriptionS = 60;
const longestPullS = 20;
const farewellMs = 2000;
const mostReferenceLength = 2000;
/** A camera that answers at once with nothing is not asked more often. */
const leastPullMs = 500;

interface Subscription {
  readonly url: URL;
  /** Its reference parameters, as they were written. */
  readonly reference: string;
  grantedMs: number;
  /** By the hub's clock. */
  renewedMs: number;
}

export async function pullEvents(
  soap: Soap,
  services: Services,
  options: {
    readonly now: () => number;
    readonly signal: AbortSignal;
    /** The subscription stands. */
    readonly onReady: () => void;
    /** An answer with notifications, as it came. */
    readonly onMessages: (answer: Uint8Array) => void;
  },
): Promise<void> {
  const { now, signal } = options;
  const subscription = await subscribe(soap, services, now, signal);
  const call = (action: string, body: string, holdMs = 0, until = signal) =>
    soap.call({
      url: subscription.url,
      action,
      body,
      reference: subscription.reference,
      holdMs,
      signal: until,
    });
  let renews = true;

  async function renew(): Promise<void> {
    const body = `<Renew xmlns="${notification}"><TerminationTime>PT${subscriptionS}S</TerminationTime></Renew>`;
    try {
      const answer = await call(`${notification}/SubscriptionManager/RenewRequest`, body);
      const response = elementAt(answer.body, 'RenewResponse');
      subscription.grantedMs =
        grantedIn(wordsIn(response, 'CurrentTime'), wordsIn(response, 'TerminationTime')) ??
        subscription.grantedMs;
      subscription.renewedMs = now();
    } catch (error) {
      // Some know no renewal and prolong with every pull; where it is over, the next pull says so.
      if (!(error instanceof SoapFault) || signal.aborted) throw error;
      renews = false;
    }
  }

  try {
    // What holds now is said once, by cameras that know how.
    await call(
      `${events}/PullPointSubscription/SetSynchronizationPointRequest`,
      `<SetSynchronizationPoint xmlns="${events}"/>`,
    ).catch((error: unknown) => {
      if (!(error instanceof SoapFault)) throw error;
    });
    options.onReady();
    const pace = createPace(now());
    while (!signal.aborted) {
      const pullS = Math.max(1, Math.min(longestPullS, Math.floor(subscription.grantedMs / 3000)));
      const askedMs = now();
      const { body, bytes } = await call(
        `${events}/PullPointSubscription/PullMessagesRequest`,
        `<PullMessages xmlns="${events}"><Timeout>PT${pullS}S</Timeout><MessageLimit>${fullAnswer}</MessageLimit></PullMessages>`,
        pullS * 1000,
      );
      const count = elementsIn(elementAt(body, 'PullMessagesResponse'), 'NotificationMessage').length;
      const nowMs = now();
      if (count > 0) options.onMessages(bytes);
      const pauseMs = pace.pauseMs(count, nowMs);
      const isIdle = count === 0 && nowMs - askedMs < leastPullMs;
      if (isIdle || pauseMs > 0)
        await delay(Math.max(pauseMs, isIdle ? leastPullMs : 0), undefined, { signal });
      if (renews && now() - subscription.renewedMs > subscription.grantedMs / 3) await renew();
    }
  } finally {
    await call(
      `${notification}/SubscriptionManager/UnsubscribeRequest`,
      `<Unsubscribe xmlns="${notification}"/>`,
      0,
      AbortSignal.timeout(farewellMs),
    ).catch(() => undefined);
  }
}

async function subscribe(
  soap: Soap,
  services: Services,
  now: () => number,
  signal: AbortSignal,
): Promise<Subscription> {
  const { body, bytes } = await soap.call({
    url: services.events,
    action: `${events}/EventPortType/CreatePullPointSubscriptionRequest`,
    body:
      `<CreatePullPointSubscription xmlns="${events}">` +
      `<InitialTerminationTime>PT${subscriptionS}S</InitialTerminationTime></CreatePullPointSubscription>`,
    signal,
  });
  const response = elementAt(body, 'CreatePullPointSubscriptionResponse');
  const reference = response && elementAt(response, 'SubscriptionReference');
  const address = wordsIn(reference, 'Address');
  if (!response || address === undefined) throw new SoapFault(200, 'no SubscriptionReference');
  return {
    url: reachable(address.trim(), services.events),
    reference: referenceIn(bytes.toString('utf8')),
    grantedMs:
      grantedIn(wordsIn(response, 'CurrentTime'), wordsIn(response, 'TerminationTime')) ??
      subscriptionS * 1000,
    renewedMs: now(),
  };
}

/** By the camera's own clock, whatever that says. */
function grantedIn(current: string | undefined, termination: string | undefined): number | null {
  const grantedMs = Date.parse(termination ?? '') - Date.parse(current ?? '');
  return Number.isFinite(grantedMs) && grantedMs > 0 ? Math.min(grantedMs, 3_600_000) : null;
}

/** Said again word for word; only where it declares its own prefixes can it stand elsewhere. */
function referenceIn(answer: string): string {
  const inner =
    /<(?:[\w-]+:)?ReferenceParameters(?:\s[^>]*)?>([\s\S]*?)<\/(?:[\w-]+:)?ReferenceParameters>/.exec(
      answer,
    )?.[1];
  if (inner === undefined || inner.length > mostReferenceLength) return '';
  const used = [...inner.matchAll(/<\/?([\w-]+):/g)].map(([, prefix = '']) => prefix);
  return used.every((prefix) => inner.includes(`xmlns:${prefix}=`)) ? inner.trim() : '';
}

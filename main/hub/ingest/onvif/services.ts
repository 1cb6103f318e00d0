/** What a camera is, before it is listened to: its clock, where its events are, which of its tokens are which picture. */
import { elementAt, elementsIn, wordsIn } from '../dialects/xml.ts';
import type { JsonRecord } from '../dialects/records.ts';
import { SoapFault, type Soap } from './soap.ts';

const device = 'http://www.onvif.org/ver10/device/wsdl';
const events = 'http://www.onvif.org/ver10/events/wsdl';
const media = 'http://www.onvif.org/ver10/media/wsdl';
const mostProfiles = 512;

/** Of one picture source: its own token first, then those of its configurations. */
export type Channel = readonly string[];

export interface Services {
  readonly events: URL;
  /** Empty where the camera tells of none. */
  readonly channels: readonly Channel[];
  /** Maker and model; null: not told. */
  readonly product: string | null;
  readonly firmware: string | null;
}

/** `url`: the device service, as configured. */
export async function findServices(
  soap: Soap,
  url: URL,
  now: () => number,
  signal: AbortSignal,
): Promise<Services> {
  await readClock(soap, url, now, signal);
  const addresses = await addressesOf(soap, url, signal);
  const eventAddress = addresses.get(events);
  return {
    events: eventAddress === undefined ? new URL('/onvif/event_service', url) : reachable(eventAddress, url),
    channels: await channelsOf(soap, reachable(addresses.get(media) ?? '/onvif/media_service', url), signal),
    ...(await productOf(soap, url, signal)),
  };
}

/**
 * A camera behind a router names its inner address, and a strange one could name any: of what it says path and query alone
 * count, on the host that is configured; another port only where it names that very host, whose own it is then. They are set,
 * never read as an address: `//other/x` is one too.
 */
export function reachable(address: string, configured: URL): URL {
  const told = toldBy(address, configured);
  if (!told) return configured;
  const found = new URL(configured);
  found.pathname = told.pathname;
  found.search = told.search;
  found.hash = '';
  if (told.protocol === configured.protocol && told.hostname === configured.hostname) found.port = told.port;
  return found;
}

function toldBy(address: string, configured: URL): URL | null {
  try {
    return new URL(address, configured);
  } catch {
    return null;
  }
}

async function readClock(soap: Soap, url: URL, now: () => number, signal: AbortSignal): Promise<void> {
  const body = await clockOf(soap, url, signal);
  const utc = body
    ? elementAt(body, 'GetSystemDateAndTimeResponse', 'SystemDateAndTime', 'UTCDateTime')
    : undefined;
  const at = (part: string, name: string) => Number(wordsIn(utc && elementAt(utc, part), name) ?? NaN);
  const cameraMs = Date.UTC(
    at('Date', 'Year'),
    at('Date', 'Month') - 1,
    at('Date', 'Day'),
    at('Time', 'Hour'),
    at('Time', 'Minute'),
    at('Time', 'Second'),
  );
  soap.setClock(Number.isFinite(cameraMs) ? cameraMs - now() : 0);
}

/** Null: it does not say; its clock is taken to be right then. */
async function clockOf(soap: Soap, url: URL, signal: AbortSignal): Promise<JsonRecord | null> {
  try {
    const { body } = await soap.call({
      url,
      action: `${device}/GetSystemDateAndTime`,
      body: `<GetSystemDateAndTime xmlns="${device}"/>`,
      signal,
      anonymous: true,
    });
    return body;
  } catch (error) {
    if (error instanceof SoapFault) return null;
    throw error;
  }
}

/** By namespace. Older cameras know no `GetServices`. */
async function addressesOf(soap: Soap, url: URL, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const note = (namespace: string | undefined, address: string | undefined) => {
    if (namespace !== undefined && address !== undefined && address !== '') found.set(namespace, address);
  };
  try {
    const { body } = await soap.call({
      url,
      action: `${device}/GetServices`,
      body: `<GetServices xmlns="${device}"><IncludeCapability>false</IncludeCapability></GetServices>`,
      signal,
    });
    for (const service of elementsIn(elementAt(body, 'GetServicesResponse'), 'Service').slice(0, 100))
      note(wordsIn(service, 'Namespace'), wordsIn(service, 'XAddr'));
  } catch (error) {
    if (!(error instanceof SoapFault) || error.status === 401) throw error;
  }
  if (found.has(events)) return found;
  const { body } = await soap.call({
    url,
    action: `${device}/GetCapabilities`,
    body: `<GetCapabilities xmlns="${device}"><Category>All</Category></GetCapabilities>`,
    signal,
  });
  const capabilities = elementAt(body, 'GetCapabilitiesResponse', 'Capabilities');
  note(events, wordsIn(capabilities && elementAt(capabilities, 'Events'), 'XAddr'));
  note(media, wordsIn(capabilities && elementAt(capabilities, 'Media'), 'XAddr'));
  return found;
}

async function channelsOf(soap: Soap, url: URL, signal: AbortSignal): Promise<readonly Channel[]> {
  try {
    const { body } = await soap.call({
      url,
      action: `${media}/GetProfiles`,
      body: `<GetProfiles xmlns="${media}"/>`,
      signal,
    });
    const channels = new Map<string, Set<string>>();
    const response = elementAt(body, 'GetProfilesResponse');
    for (const profile of elementsIn(response, 'Profiles').slice(0, mostProfiles)) {
      const source = elementAt(profile, 'VideoSourceConfiguration');
      const token = wordsIn(source, 'SourceToken');
      if (token === undefined) continue;
      const known = channels.get(token) ?? new Set([token]);
      channels.set(token, known);
      for (const one of [source, elementAt(profile, 'VideoAnalyticsConfiguration')]) addToken(known, one);
    }
    return [...channels.values()].map((tokens) => [...tokens]);
  } catch (error) {
    if (error instanceof SoapFault) return [];
    throw error;
  }
}

async function productOf(
  soap: Soap,
  url: URL,
  signal: AbortSignal,
): Promise<Pick<Services, 'product' | 'firmware'>> {
  try {
    const { body } = await soap.call({
      url,
      action: `${device}/GetDeviceInformation`,
      body: `<GetDeviceInformation xmlns="${device}"/>`,
      signal,
    });
    const told = elementAt(body, 'GetDeviceInformationResponse');
    const words = ['Manufacturer', 'Model'].flatMap((name) => wordsIn(told, name)?.trim() || []);
    return {
      product: words.join(' ').slice(0, 100) || null,
      firmware: wordsIn(told, 'FirmwareVersion')?.trim().slice(0, 100) || null,
    };
  } catch (error) {
    if (error instanceof SoapFault) return { product: null, firmware: null };
    throw error;
  }
}

function addToken(known: Set<string>, configuration: JsonRecord | undefined): void {
  const token = wordsIn(configuration, '@token');
  if (token !== undefined) known.add(token);
}

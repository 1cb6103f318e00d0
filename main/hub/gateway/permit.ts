/**
 * What must be allowed before a route or a socket request is answered. A permit stands on every registration line; the
 * wrappers of routes and socket requests take nothing without one. The permission matrix test reads the same permits.
 */
import { may, type Where } from '#shared/access/may.ts';
import type { Verb } from '#shared/access/verbs.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { Access, Identity } from '../access/index.ts';

/** Where something is asked, and what the audit log calls it. */
export interface Place extends Where {
  readonly target?: string;
  /** It lies beside what is shown and changes none of it: a bookmark, a kept view. Recordings have those too. */
  readonly beside?: true;
}

export interface Permit<R> {
  readonly verb: Verb | 'everybody' | 'signed-in';
  readonly where: (request: R) => Place | Promise<Place>;
  /** The place stands in the body: the verb alone decides before it is read, the place once it is checked. */
  readonly inBody?: true;
  /** The route itself tells the audit log of each look, with what only it knows: which people, and why. */
  readonly told?: true;
}

const anywhere = (): Place => ({});

/** `where` names the compound, camera or class of data that this request is about; without it the verb alone decides. */
export function permit<R>(verb: Verb, where: (request: R) => Place | Promise<Place> = anywhere): Permit<R> {
  return { verb, where };
}

export function permitBody<R>(verb: Verb, where: (request: R) => Place | Promise<Place>): Permit<R> {
  return { verb, where, inBody: true };
}

/** For looks at people: the route writes down each, whom and for what. */
export function permitTold<R>(verb: Verb, where: (request: R) => Place | Promise<Place>): Permit<R> {
  return { verb, where, told: true };
}

/** The same permit without its place. */
export function verbOnly<R>({ verb }: Permit<R>): Permit<R> {
  return { verb, where: anywhere };
}

/** Everybody may ask: sign-in, the screen's files, whether the hub lives. */
export const everybody: Permit<unknown> = { verb: 'everybody', where: anywhere };

/** Whoever is known may ask it of himself: his sessions, his password. */
export const signedIn: Permit<unknown> = { verb: 'signed-in', where: anywhere };

/** What concerns every compound at once. */
export const wholeHub = (): Place => ({ wholeHub: true });

/** Each look at these is told to the audit log. */
const personal: ReadonlySet<Verb> = new Set<Verb>(['people.read', 'cameras.view', 'audit.read']);

/** What changes a compound or asks its devices for something: a recording of one takes none of it. */
const changing: ReadonlySet<Verb> = new Set<Verb>([
  'alarms.acknowledge',
  'alarms.act',
  'incidents.act',
  'evidence.act',
  'orders.act',
  'passes.act',
  'bookings.act',
  'notices.act',
  'devices.service',
  'ingest.write',
  'commands.send',
  'commands.danger',
  'rules.edit',
  'demo.run',
]);

/** Decides, and tells the audit log of refusals and of looks at what is personal. */
export async function decide<R>(
  access: Pick<Access, 'refusals' | 'looks' | 'isSealed'>,
  who: Result<Identity>,
  { verb, where, told }: Permit<R>,
  request: R,
  name: string,
): Promise<Result<Identity | null>> {
  if (verb === 'everybody') return who.ok ? who : success(null);
  // Nobody in particular is told to sign in and not written down: that is every page that was just opened.
  if (!who.ok || verb === 'signed-in') return who;
  const person = who.value;
  const place = person.verbs.includes(verb) ? await where(request) : {};
  const facts = {
    by: person.name,
    verb,
    compound: place.compound ?? null,
    target: place.target ?? name,
    address: person.address,
  };
  if (!may(person, verb, place)) {
    access.refusals.add(person.name, facts);
    return forbidden();
  }
  if (changing.has(verb) && !place.beside && place.compound && access.isSealed(place.compound))
    return failure('recording-read-only');
  if (personal.has(verb) && !told) access.looks.add(facts);
  return who;
}

function forbidden(): Result<never> {
  return failure('forbidden');
}

/** Everything that can be asked of a hub, as one list: a route, a socket request or a token names one of these. */
export const verbs = [
  'state.read',
  'history.read',
  'alarms.read',
  'alarms.acknowledge',
  'alarms.act',
  'incidents.read',
  'incidents.act',
  'evidence.act',
  'orders.read',
  'orders.act',
  'passes.read',
  'passes.act',
  'bookings.read',
  'bookings.act',
  'notices.read',
  'notices.act',
  'devices.service',
  'ingest.write',
  'commands.send',
  'commands.danger',
  'cameras.view',
  'models.read',
  'models.import',
  'rules.edit',
  'compounds.edit',
  'people.read',
  'users.manage',
  'audit.read',
  'demo.run',
  'admin.system',
] as const;
export type Verb = (typeof verbs)[number];

/** Classes of personal data; each needs its own grant. */
export const personalClasses = ['contact', 'health', 'alone'] as const;
export type PersonalClass = (typeof personalClasses)[number];

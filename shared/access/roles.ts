/** The roles of people, and the one table that says what each may do. Where they may do it is their scope. */
import type { LocalText } from '#shared/twin/text.ts';
import { verbs, type Verb } from './verbs.ts';

export const roles = [
  'operator',
  'supervisor',
  'maintenance',
  'inspector',
  'planner',
  'kiosk',
  'care-worker',
  'admin',
] as const;
export type Role = (typeof roles)[number];

const look = ['state.read', 'models.read'] as const satisfies readonly Verb[];
const duty = [
  ...look,
  'history.read',
  'alarms.read',
  'alarms.acknowledge',
  'alarms.act',
  'incidents.read',
  'incidents.act',
  'orders.read',
  'orders.act',
  'passes.read',
  'passes.act',
  'bookings.read',
  'bookings.act',
  'notices.read',
  'notices.act',
  'devices.service',
  'commands.send',
  'commands.danger',
  'cameras.view',
  'people.read',
  'demo.run',
] as const satisfies readonly Verb[];

/** `commands.send` is for harmless commands; what could hurt somebody needs `commands.danger` as well. */
export const verbsOf: Readonly<Record<Role, readonly Verb[]>> = {
  operator: duty,
  supervisor: [...duty, 'evidence.act', 'audit.read', 'rules.edit'],
  maintenance: [
    ...look,
    'history.read',
    'alarms.read',
    'alarms.acknowledge',
    'incidents.read',
    'orders.read',
    'orders.act',
    'bookings.read',
    'devices.service',
    'commands.send',
  ],
  inspector: [
    ...look,
    'history.read',
    'alarms.read',
    'incidents.read',
    'orders.read',
    'passes.read',
    'bookings.read',
    'notices.read',
    'cameras.view',
    'people.read',
    'audit.read',
  ],
  planner: [...look, 'models.import', 'compounds.edit'],
  // Cameras only where its scope names some; the models are what it draws.
  kiosk: [...look, 'cameras.view'],
  'care-worker': [
    ...look,
    'alarms.read',
    'alarms.acknowledge',
    'incidents.read',
    'orders.read',
    'orders.act',
    'people.read',
  ],
  admin: verbs,
};

export const roleNames: Readonly<Record<Role, LocalText>> = {
  operator: { zh: '值班员', en: 'Operator' },
  supervisor: { zh: '值班主管', en: 'Supervisor' },
  maintenance: { zh: '维修人员', en: 'Maintenance' },
  inspector: { zh: '检查员', en: 'Inspector' },
  planner: { zh: '规划人员', en: 'Planner' },
  kiosk: { zh: '展示终端', en: 'Kiosk' },
  'care-worker': { zh: '照护人员', en: 'Care worker' },
  admin: { zh: '管理员', en: 'Administrator' },
};

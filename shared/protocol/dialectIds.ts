/** The dialects that can be chosen for a broker, in the order in which they are shown; pure, so that a screen need not load the schema. */
import type { DialectChoices } from './sources.ts';

export const dialectIds = [
  'native',
  'home-assistant',
  'zigbee2mqtt',
  'tasmota',
  'thingsboard',
  'frigate',
  'sparkplug',
] as const satisfies readonly (keyof DialectChoices)[];

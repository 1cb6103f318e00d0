/** Words of messages of devices that are refused, and clients of the broker, in English. */
import type { Translated } from '../words.ts';
import type { ingestZh } from '../zh/ingest.ts';

export const ingestEn: Translated<typeof ingestZh> = {
  json: ['It is not JSON: {{reason}}'],
  'too-large': ['{{bytes}} bytes, allowed {{most}}'],
  'too-deep': ['data is nested deeper than {{most}}'],
  schema: ['The format is wrong: {{place}} {{reason}}'],
  topic: ['The topic is not {{form}}'],
  'topic-filter': ['{{topic}} is a filter, not a topic'],
  'too-many-topics': ['More than {{most}} topics'],
  time: ['The time {{t}} is more than a day ahead; taken as now'],
  'wrong-type': ['{{point}}: expected {{kind}}, got {{value}}'],
  'unknown-state': ['{{point}}: unknown state {{value}}'],
  'out-of-range': ['{{point}}: {{value}} is outside {{min}}…{{max}}'],
  'unknown-point': ['The point {{point}} is neither declared nor described'],
  'point-limits': ['The point {{point}} has its min above its max'],
  'too-many-points': [
    'Points without room: {{count}} (the first is {{first}}); a device may have {{mostOfDevice}} over time, its compound {{mostOfCompound}}',
  ],
  'unknown-device': ['No description of this device was received'],
  'device-taken': ['{{device}} is described by {{owner}} already, who alone speaks for it'],
  'device-planned': [
    '{{device}} is in the plan of {{compound}}; only its mapping can give it to this device',
  ],
  'too-many-devices': ['More than {{most}} devices'],
  'unknown-compound': ['No compound takes this device'],
  'compound-id': ['The compound’s id is not made of small letters, digits and dashes'],
  'too-many-compounds': ['Too many compounds that nobody described'],
  'message-failed': ['Taking the message in failed: {{reason}}'],
  'event-disk': ['The event {{event}} is not kept: too much waits for the disk already'],
  duplicate: ['The event {{event}} was seen before'],
  'old-event': ['The event {{event}} is more than a day old: kept, but it raises no alarm'],
  template: ['The template is not understood ({{reason}}): {{template}}'],
  component: ['The component {{platform}} is not understood'],
  payload: ['{{point}}: unexpected {{value}}'],
  'discovery-object': ['{{place}} is no JSON object'],
  'discovery-components': ['A device bundle without components'],
  'discovery-device': ['A device bundle without its device'],
  'too-many-entities': [
    'Entities left out: {{count}}; a device has at most {{most}}, {{mostOverTime}} over time',
  ],
  'too-many-values': [
    'Values left out: {{count}}; their names are too long, or the device has {{most}} already',
  ],
  'reply-unasked': ['Nothing was asked under the number {{id}}'],
  'before-birth': ['No birth of {{device}} was received; it is asked to be born again'],
  'stale-death': ['This death belongs to another session (bdSeq {{given}}, now {{expected}})'],
  'sparkplug-payload': ['It is no Sparkplug B payload: {{reason}}'],
  'metric-type': ['The metric {{point}} is of type {{type}}, which no point can have'],
  'foreign-name': ['The device’s name is empty, or longer than {{most}} characters'],
};

/** Words of clients that the embedded broker turns away, in English. */
import type { Translated } from '../words.ts';
import type { brokerZh } from '../zh/broker.ts';

export const brokerEn: Translated<typeof brokerZh> = {
  'mqtt-5': ['The embedded broker speaks MQTT 3.1.1; use an external broker (--mqtt-url)'],
  'packet-large': ['A packet of more than {{most}} bytes'],
  'client-id': ['This client id is in use under another credential'],
  'topic-unreadable': ['This credential may not subscribe here'],
  'topic-refused': ['This credential may not publish here'],
  'source-filter': ['The broker refuses the subscription to {{topic}}'],
  subscriptions: ['Too many subscriptions'],
  unread: ['This client does not read what it subscribed to'],
  'retained-full': ['The broker keeps no more retained messages'],
  'offline-queue': ['The queue of this client is full; a message is not kept for it'],
  sessions: ['Too many sessions; that of a client long absent is let go'],
  connections: ['Too many connections'],
};

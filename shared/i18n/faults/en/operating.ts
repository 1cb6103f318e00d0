/** Words of what an operator does: alarms, incidents, commands, demos, in English. */
import type { Translated } from '../words.ts';
import type { operatingZh } from '../zh/operating.ts';

export const operatingEn: Translated<typeof operatingZh> = {
  'no-alarm': ['There is no such alarm', 'Refresh the list'],
  'alarm-closed': ['The alarm is over'],
  'not-latching': ['This alarm needs no reset'],
  'still-active': ['The condition still stands', 'Deal with the cause first'],
  'not-acknowledged': ['Acknowledge before resetting'],
  'never-shelved': ['Fire and SOS alarms are never shelved'],
  'shelving-reason': ['Shelving needs a reason'],
  'shelving-duration': ['Shelve for at most {{hours}} hours'],
  'service-reason': ['Taking a device out of service needs a reason'],
  'no-incident': ['There is no such incident'],
  transition: ['An incident cannot go from “{{fromState}}” to “{{toState}}”'],
  'empty-note': ['The note is empty'],
  'no-step': ['There is no such step'],
  'confirmation-needed': [
    'The command {{command}} is dangerous and must be confirmed',
    'Send it again with `confirmed: true`',
  ],
  'broker-away': ['The broker is out of reach; it was not sent'],
  'command-unsent': ['It was not sent: {{reason}}'],
  'command-speechless': ['No dialect knows how to say this to the device'],
  'param-unknown': ['There is no parameter {{param}}'],
  'param-missing': ['The parameter {{param}} is missing'],
  'param-number': ['The parameter {{param}} must be a number from {{min}} to {{max}}'],
  'param-whole': ['The parameter {{param}} must be a whole number from {{min}} to {{max}}'],
  'param-boolean': ['The parameter {{param}} must be true or false'],
  'param-text': ['The parameter {{param}} must be text of at most {{most}} characters'],
  'param-choice': ['The parameter {{param}} must be one of {{choices}}'],
  'rules-shape': ['The rules are malformed: {{place}} ({{reason}})'],
  'no-rule': ['There is no rule {{rule}}'],
  'rule-life-safety': [
    'The rule {{rule}} is life safety: it can be neither switched off nor lowered, raised later or at other limits, nor kept to hours',
  ],
  'rule-twice': ['The rule {{rule}} exists twice'],
  'rule-pointless': ['The rule {{rule}} names no point'],
  'no-demo': ['This compound has no demo scenarios'],
  'demo-running': ['A demo is already running', 'Wait until it ends'],
  'demo-missing': ['This compound lacks the devices of the demo'],
};

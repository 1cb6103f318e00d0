/** Words of questions to history, and what the disk holds, in English. */
import type { Translated } from '../words.ts';
import type { historyZh } from '../zh/history.ts';

export const historyEn: Translated<typeof historyZh> = {
  window: ['A window is longer than zero and at most {{minutes}} minutes'],
  range: ['The range or the number of bins is wrong'],
  'range-reversed': ['The end lies before the start', 'Exchange from and to; without `to` it is now'],
  'range-empty': ['A span of nothing has no bins'],
  'range-bins': ['bins must be a whole number from 1 to {{most}}'],
  'history-span': [
    'Single readings are given for at most {{days}} days at once',
    'Ask for a shorter span, or for a summary with bins',
  ],
  'history-too-many': [
    'This span holds more than {{most}} readings',
    'Ask for a shorter span, or for a summary with bins',
  ],
  'history-too-long': [
    'The question took longer than {{seconds}} s and was cut off',
    'Ask for a shorter span',
  ],
  'history-cancelled': ['The question was withdrawn'],
  'journal-kind': ['The journal has no such kinds: {{kinds}}', 'It has {{known}}'],
  'journal-cursor': ['This is no place in the journal', 'Use `next` of the page before'],
  'history-busy': ['Too many questions wait for history', 'Try again later'],
  'history-unavailable': ['History cannot be read: {{reason}}', 'Check the disk and the history file'],
  'storage-unreadable': ['The disk cannot be measured', 'Check the data directory'],
  'records-unreadable': ['linli.db cannot be measured: {{reason}}', 'Check the disk and try again'],
};

/** Words of standing faults of the product itself, in English. */
import type { Translated } from '../words.ts';
import type { alertsZh } from '../zh/alerts.ts';

export const alertsEn: Translated<typeof alertsZh> = {
  'broker-lost': [
    'The broker is out of reach; readings have stopped',
    'Reconnecting by itself; check the broker',
  ],
  'source-lost': [
    'The broker {{source}} is out of reach; its devices stand still',
    'Trying again; check {{url}}',
  ],
  'history-commit': [
    'Readings cannot be written to history for now and are kept in memory: {{reason}}',
    'Check the disk; they are written when it has room',
  ],
  'history-damaged': [
    'Damaged places of the history file that are left out: {{count}}, the earliest from {{first}}; the rest plays',
    'Check the disk; restore a backup where the whole is needed',
  ],
  'history-aside': [
    'Batches of readings of {{compound}} that cannot be archived and are put aside in the history file: {{count}}; everything else goes on',
    'Check where its readings come from, or import the recording again',
  ],
  'history-salvaged': [
    'The history file was damaged and could not be read: {{readings}} readings of it were saved into a new one; the damaged file is kept in the data folder as {{file}}',
    'Check the disk; restore a backup where the whole is needed. This is said until that file is moved away and the hub started again',
  ],
  'history-lost': [
    'History could not be written for too long: of the oldest readings {{readings}} are lost',
    'Check the disk',
  ],
  'history-upkeep': [
    'History cannot be compacted, trying again: {{reason}}',
    'Check the disk and the history file',
  ],
  'history-thread': [
    'A thread of history has ended and is started again: {{reason}}',
    'If it comes back, see the hub’s output',
  ],
  'history-dropping': [
    'The disk is nearly full: the oldest readings are being removed (up to {{until}})',
    'Make room; alarms and audit are not touched',
  ],
  'compound-not-served': [
    'Compound {{compound}} is not served (faults: {{count}}): {{faults}}',
    'Mend the file and start again; Administration · Compounds lists all faults',
  ],
  'camera-hosts-waiting': [
    'Camera hosts wait to be allowed: {{hosts}}',
    'If they are yours, add them under Administration · System',
  ],
  'records-refused': [
    'Alarms and actions are not stored for now: {{reason}}',
    'All is kept in memory and written when the disk has room; free some now, do not restart',
  ],
  'records-faulty': ['A record could not be written', 'The hub’s output has more'],
};

/** Words of starting the hub, the desktop and the command line, in English. */
import type { Translated } from '../words.ts';
import type { startZh } from '../zh/start.ts';

export const startEn: Translated<typeof startZh> = {
  listen: ['Cannot listen on {{host}}:{{port}} ({{reason}})', 'Choose another --host or --port'],
  port: ['Ports {{from}} to {{to}} are all taken', 'Choose another with --port'],
  'mqtt-listen': [
    'Cannot listen for MQTT on {{host}}:{{port}} ({{reason}})',
    'Choose another --host or --mqtt-port',
  ],
  'mqtt-port': ['No free MQTT port from {{from}} to {{to}}', 'Choose another with --mqtt-port'],
  database: ['{{path}} cannot be used: {{reason}}', 'Restore it from a backup, or choose another --data-dir'],
  'database-missing': [
    '{{path}} is missing or empty beside a history that is not',
    'Restore it from a backup; or move history.db away to begin anew',
  ],
  history: [
    '{{path}} cannot be used: {{reason}}',
    'Restore it from a backup, move it away to begin a new history, or choose another --data-dir',
  ],
  'data-dir-busy': [
    'Another Linli hub is using the data directory {{path}}',
    'Stop it first, or choose another with --data-dir',
  ],
  'data-dir-lock': [
    '{{path}} cannot be used: {{reason}}',
    'It holds nothing: remove it, or choose another --data-dir',
  ],
  'data-dir': [
    'The data directory {{path}} cannot be written ({{reason}})',
    'Choose another with --data-dir',
  ],
  'option-port': ['{{source}} is {{value}}, which is not a port from 0 to 65535'],
  'option-years': ['{{source}} is {{value}}, which is not a number of years from 1 to 100'],
  'option-days': ['{{source}} is {{value}}, which is not a number of days from 1 to 365'],
  'option-mqtt': ['{{source}} is {{value}}, which is not an MQTT address such as mqtt://127.0.0.1:1883'],
  'option-proxy': ['{{source}} is {{value}}, which is not an IP address'],
  'option-token': ['{{source}} is shorter than 8 characters'],
  'option-compounds': [
    '{{source}} is {{value}}, which is not a list of ids of small letters, digits and dashes',
  ],
  'option-switch': ['{{source}} is {{value}}, which is neither true nor false'],
  'option-other': ['{{source}} is {{value}}, which is not usable'],
  'option-line': ['{{reason}}', 'See npm start -- --help'],
  'option-hub': ['--hub is “{{value}}”, which is not an address such as http://127.0.0.1:8787'],
  'config-json': ['linli.config.json is not valid JSON: {{reason}}'],
  'config-object': ['linli.config.json must hold one JSON object'],
  'config-unknown': ['linli.config.json: {{key}} is not an option; known are {{known}}'],
  'tls-missing': ['{{option}} is missing', 'TLS needs both'],
  'tls-certificate': ['--tls-cert: {{path}} holds no certificate in PEM'],
  'tls-pair': ['{{key}} is not the key of {{certificate}}', 'Give the pair that belongs together'],
  'tls-key': ['--tls-key: {{path}} holds no private key in PEM without a passphrase'],
  'tls-expired': ['{{path}} expired on {{at}}', 'Renew it'],
  'tls-unreadable': ['{{option}}: {{path}} cannot be read ({{reason}})'],
  'compound-absent': ['There is no compound {{compound}}; there are {{known}}', 'Or put one under {{path}}'],
  'compound-unserved': ['Compound {{compound}} cannot be served: {{faults}}'],
  'compound-not-here': ['There is no compound {{compound}} in {{path}}'],
  'meter-away': [
    'The meter does not answer: {{reason}}',
    'Check address, port and unit; some meters take one connection alone',
  ],
  'meter-refused': ['The meter refuses this register: {{reason}}'],
  'meter-device-taken': ['The device {{device}} is read by the meter {{meter}} already'],
  'too-many-meters': ['More than {{most}} meters'],
  'source-unopened': ['The source {{source}} cannot be opened: {{reason}}'],
  'source-url': ['The address of the source {{source}} is not understood'],
  'sources-unwritten': [
    'sources.json cannot be written: {{reason}}',
    'Check the disk and the rights of the data directory',
  ],
  'sources-file': ['{{faults}}', 'Mend it and start again; without this file there is one broker alone'],
  'hub-said': ['{{said}}'],
  'hub-start': ['The hub did not start: {{output}}'],
  'hub-ended': ['The hub has stopped'],
  page: ['{{url}} cannot be opened ({{reason}})', 'Check that the hub is running and the network is up'],
  unreachable: ['The hub is out of reach'],
  'no-answer': ['The hub did not answer', 'Check the connection and try again'],
};

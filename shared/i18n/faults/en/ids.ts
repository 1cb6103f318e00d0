/** Words of checking a model against an IDS file, in English. */
import type { Translated } from '../words.ts';
import type { idsZh } from '../zh/ids.ts';

export const idsEn: Translated<typeof idsZh> = {
  'ids-unreadable': [
    'The IDS file cannot be read: {{reason}}',
    'Check the file with the program that wrote it',
  ],
  'ids-endless': [
    'The check took more than {{seconds}} s and was stopped',
    'Simplify the patterns of the IDS, or check in parts',
  ],
  'ids-none': ['The file holds no IDS specifications', 'Choose an .ids file (IDS 1.0)'],
  'ids-entity': ['is {{found}}, not {{wanted}}'],
  'ids-predefined-type': ['predefined type is {{found}}, not {{wanted}}'],
  'ids-attribute-missing': ['has no attribute {{attribute}}'],
  'ids-property-missing': ['has no property {{property}}'],
  'ids-classification-missing': ['is not classified ({{system}})'],
  'ids-material-missing': ['has no material'],
  'ids-value': ['{{what}} is {{found}}, wanted: {{wanted}}'],
  'ids-not-part-of': ['is not part of {{wanted}}'],
  'ids-prohibited': ['should not be there'],
  'ids-none-applicable': ['No element is of the kind that must be there'],
};

/** What the states of an incident are called. */
import type { IncidentState } from '../protocol/records.ts';
import type { LocalText } from '../twin/text.ts';

export const stateNames: Readonly<Record<IncidentState, LocalText>> = {
  new: { zh: '新建', en: 'New' },
  'in-progress': { zh: '处置中', en: 'In progress' },
  resolved: { zh: '已处置', en: 'Resolved' },
  closed: { zh: '已关闭', en: 'Closed' },
  false: { zh: '误报', en: 'False alarm' },
};

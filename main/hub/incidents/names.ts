/** What kinds of incidents are called. */
import type { IncidentKind } from '#shared/systems/declaration.ts';
import type { LocalText } from '#shared/twin/text.ts';

const kindNames: Readonly<Record<IncidentKind, LocalText>> = {
  fire: { zh: '火警', en: 'Fire' },
  throw: { zh: '高空抛物', en: 'Thrown object' },
  other: { zh: '事件', en: 'Incident' },
};

/** A kind of a compound's own is called as it is named there. */
export function kindName(kind: IncidentKind): LocalText {
  return kindNames[kind] ?? { zh: kind, en: kind };
}

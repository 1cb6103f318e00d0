/** What incidents, their states and the steps of their alarms are called on a timeline. */
import type { AlarmVerb } from '#shared/protocol/records.ts';
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

export const verbNames: Readonly<Partial<Record<AlarmVerb, LocalText>>> = {
  repeated: { zh: '（再次）', en: ' (again)' },
  returned: { zh: '（已恢复）', en: ' (returned to normal)' },
  acknowledged: { zh: '（已确认）', en: ' (acknowledged)' },
  reset: { zh: '（已复位）', en: ' (reset)' },
  shelved: { zh: '（已搁置）', en: ' (shelved)' },
  withdrawn: { zh: '（并入整组报警）', en: ' (withdrawn: a group alarm speaks for it)' },
};

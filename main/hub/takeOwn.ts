/** What came with a compound that was imported, given to the rooms that keep it. */
import type { Alerts } from './alerts.ts';
import type { OnOwn, OwnKind } from './compounds/index.ts';
import type { Drills } from './drills/index.ts';
import type { Procedures } from './procedures/index.ts';
import type { Records } from './records/index.ts';
import type { Twin } from './twin/index.ts';

/** What the file says nothing of stays as it is. Procedures that leave a kind of incident without one stand as an alert. */
export function createTakeOwn(rooms: {
  readonly records: Pick<Records, 'settled'>;
  readonly alerts: Alerts;
  readonly twin: Pick<Twin, 'setRules'>;
  readonly procedures: Pick<Procedures, 'replace'>;
  readonly drills: Pick<Drills, 'replace'>;
}): OnOwn {
  const { records, alerts, twin, procedures, drills } = rooms;
  return (compound, { rules, procedures: given, drills: scenarios }, taken) => {
    const { id } = compound;
    const kinds: OwnKind[] = [];
    if (rules) {
      twin.setRules(compound, rules);
      kinds.push('rules');
    }
    if (scenarios) {
      drills.replace(id, scenarios);
      kinds.push('drills');
    }
    const kept = given && procedures.replace(id, given);
    const alert = `procedures:${id}`;
    if (kept?.ok) kinds.push('procedures');
    if (kept?.ok === false) alerts.raise({ id: alert, severity: 'warning', compound: id, ...kept.error });
    else alerts.clear(alert);
    records.settled((stored) => {
      if (stored) taken(kinds);
    });
  };
}

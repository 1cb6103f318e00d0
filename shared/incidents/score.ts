/**
 * What a drill was worth, of 100. The points are shared equally among all that was asked: the expected moments, and the steps
 * of the procedure that came to be asked and may not be left out. What is left out loses its share, what is late half of
 * it, what somebody of another role did a quarter; a step done without being asked loses a quarter of a share.
 */
import type { DrillScenario, DrillScore, ScoreItem } from '#shared/protocol/drill.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { momentsOf, type MomentCode } from './moments.ts';
import { askingOf } from './steps.ts';

const lateLoses = 0.5;
const otherRoleLoses = 0.25;
const notAskedLoses = 0.25;

type Finding = Omit<ScoreItem, 'points' | 'lost'> & { readonly counts: boolean };

/** Null where nothing was asked: there is nothing to be scored by. `incident` with its whole timeline; `roleOf` null: nobody knows, and it is not held against anybody. */
export function scoreDrill(
  incident: IncidentRecord,
  expected: DrillScenario['expected'],
  roleOf: (name: string) => string | null,
): DrillScore | null {
  const moments = new Map(momentsOf(incident).map((one) => [one.code, one]));
  const asked: readonly (readonly [Exclude<ScoreItem['of'], 'step'> & MomentCode, number | null])[] = [
    ['acknowledged', expected.acknowledgeS],
    ['taken-up', expected.takeUpS],
    ['verified', expected.verifyS],
  ];
  const findings: Finding[] = asked.flatMap(([of, withinS]) => {
    if (withinS === null) return [];
    const moment = moments.get(of);
    const afterS = moment?.afterMs == null ? null : moment.afterMs / 1000;
    return [
      { of, step: null, withinS, afterS, by: moment?.by ?? null, counts: true, ...when(afterS, withinS) },
    ];
  });
  for (const [nth, step] of incident.procedure.entries()) {
    const asking = askingOf(incident.procedure, nth);
    const isDone = step.doneAtMs !== null;
    const afterS = step.doneAtMs === null ? null : (step.doneAtMs - incident.startedAtMs) / 1000;
    const told = { of: 'step', step: nth, withinS: step.withinS ?? null, afterS, by: step.doneBy } as const;
    if (asking !== 'asked') {
      if (isDone) findings.push({ ...told, counts: false, because: ['not-asked'] });
      continue;
    }
    if (step.optional) continue;
    const role = step.doneBy === null ? null : roleOf(step.doneBy);
    const isOther = step.role !== undefined && role !== null && role !== step.role;
    const { because } = when(afterS, told.withinS);
    findings.push({ ...told, counts: true, because: isOther ? [...because, 'other-role'] : because });
  }
  const counted = findings.filter(({ counts }) => counts).length;
  if (counted === 0) return null;
  const share = 100 / counted;
  const items = findings.map(({ counts, ...told }): ScoreItem => ({
    ...told,
    points: rounded(counts ? share : 0),
    lost: rounded(partLost(told) * share),
  }));
  const lost = findings.reduce((sum, one) => sum + partLost(one) * share, 0);
  return { total: rounded(Math.max(0, 100 - lost)), items };
}

const losses: Readonly<Record<ScoreItem['because'][number], number>> = {
  late: lateLoses,
  'left-out': 1,
  'other-role': otherRoleLoses,
  'not-asked': notAskedLoses,
};

const partLost = ({ because }: Pick<ScoreItem, 'because'>): number =>
  Math.min(
    1,
    because.reduce((sum, one) => sum + losses[one], 0),
  );

function when(afterS: number | null, withinS: number | null): { because: ScoreItem['because'] } {
  if (afterS === null) return { because: ['left-out'] };
  return { because: withinS !== null && afterS > withinS ? ['late'] : [] };
}

/** To a tenth of a point. */
const rounded = (points: number): number => Math.round(points * 10) / 10;

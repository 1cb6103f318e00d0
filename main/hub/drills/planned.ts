/** What a scenario would play in a compound: each of its alarms with the rule and the device that it is of. */
import type { DrillScenario, Injection } from '#shared/protocol/drill.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { findSystem, systems } from '#shared/systems/index.ts';
import type { DrillAlarm } from '../incidents/index.ts';
import type { CompoundTwin } from '../twin/index.ts';

export interface PlannedInjection {
  readonly afterS: number;
  readonly what:
    { readonly kind: 'alarm'; readonly alarm: DrillAlarm } | Exclude<Injection['what'], { kind: 'alarm' }>;
}

const declaredKinds: ReadonlySet<string> = new Set([
  'fire',
  'throw',
  'other',
  ...systems.flatMap(({ rules }) => rules.flatMap(({ incident }) => incident ?? [])),
]);

/** In the order in which they come. `kinds`: of incidents, that the compound has beside those that are known by name. */
export function plannedOf(
  compound: CompoundTwin,
  scenario: DrillScenario,
  kinds: readonly string[],
): Result<readonly PlannedInjection[]> {
  const { kind, placeId, injections, expected } = scenario;
  if (!declaredKinds.has(kind) && !kinds.includes(kind)) return failure('drill-kind', { kind });
  if (placeId !== null && !compound.plan.places.some(({ id }) => id === placeId))
    return failure('drill-place', { place: placeId });
  if (expected.acknowledgeS !== null && !injections.some(({ what }) => what.kind === 'alarm'))
    return failure('drill-no-alarm');
  const planned: PlannedInjection[] = [];
  for (const { afterS, what } of injections.toSorted((a, b) => a.afterS - b.afterS)) {
    if (what.kind !== 'alarm') planned.push({ afterS, what });
    else {
      const alarm = alarmOf(compound, what.rule, what.deviceKey, scenario.deviceKey);
      if (!alarm.ok) return alarm;
      planned.push({ afterS, what: { kind: 'alarm', alarm: alarm.value } });
    }
  }
  return success(planned);
}

function alarmOf(
  compound: CompoundTwin,
  key: string,
  given: string | null,
  scenarioDevice: string | null,
): Result<DrillAlarm> {
  const [system = '', ruleId] = key.split('/');
  const rule = findSystem(system)?.rules.find(({ id }) => id === ruleId);
  if (!rule) return failure('drill-rule', { rule: key });
  const isOfSystem = (deviceKey: string) => deviceKey.startsWith(`${system}/`);
  if (given !== null && !isOfSystem(given)) return failure('drill-device', { device: given });
  const own = scenarioDevice !== null && isOfSystem(scenarioDevice) ? scenarioDevice : null;
  const wanted = given ?? own ?? [...compound.devices.keys()].filter(isOfSystem).sort()[0];
  const device = wanted === undefined ? undefined : compound.devices.get(wanted);
  if (!device) return failure('drill-device', { device: wanted ?? system });
  return success({ key, rule, device: device.record });
}

/** The overview of a system without a view of its own: what its declaration says is counted, limited and looked at by night. */
import { useMemo } from 'react';
import { HeatButton } from '#panels/layers/index.ts';
import { limitsOf, useRules } from '#renderer/charts/index.ts';
import { rulesFor } from '#shared/alarms/effectiveRules.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { AlarmRule, PointDeclaration, SystemDeclaration } from '#shared/systems/declaration.ts';
import { zoneOf } from '#state/facts.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { ConsumptionView } from './ConsumptionView.tsx';
import { latestHours, type Overview } from './declared.ts';
import { limitBars } from './limitBars.ts';
import { LimitBars } from './LimitBars.tsx';
import { Tallies } from './Tallies.tsx';
import { useBins } from './useBins.ts';
import { useValues } from './values.ts';
import type { SystemViewProps } from './view.ts';

/** Bars that fit beside each other without scrolling on a small window. */
const barsShown = 12;
/** So many devices are asked for their past; the nearest to trouble are in the list of devices all the same. */
const askedAtMost = 60;
const quarterMs = 900_000;

export function DeclaredView({
  system,
  devices,
  overview,
}: SystemViewProps & { readonly overview: Overview }) {
  const { local } = useText();
  const values = useValues();
  const rules = useRules();
  const heats = (system.highlight ?? []).filter((one) => one.paints === 'heat');
  return (
    <div className="declared-view">
      <Tallies system={system} devices={devices} points={overview.tallied} />
      {heats.length > 0 && (
        <div className="heat-buttons">
          {heats.map(({ point }) => (
            <HeatButton key={point} system={system.id} point={point} isNamed />
          ))}
        </div>
      )}
      {overview.limited.map((point) => (
        <LimitBars
          key={point.id}
          title={local(point.name)}
          unit={point.unit ?? ''}
          decimals={point.decimals ?? 0}
          atMost={barsShown}
          bars={limitBars(
            devices,
            (device) => values.number(device, point.id),
            (device) =>
              limitsOf(
                rulesFor(rules, system, device.id).filter(({ hours }) => !hours),
                point.id,
              ),
          )}
        />
      ))}
      {overview.hourly.map(({ rule, point }) => (
        <InItsHours key={rule.id} system={system} devices={devices} rule={rule} point={point} />
      ))}
      {overview.counters.map((point) => (
        <ConsumptionView key={point.id} devices={devices} point={point} askedAtMost={askedAtMost} />
      ))}
    </div>
  );
}

/** The mean of the latest night, or whatever hours the rule has, against the rule's limit. */
function InItsHours(props: {
  readonly system: SystemDeclaration;
  readonly devices: readonly DeviceRecord[];
  readonly rule: AlarmRule;
  readonly point: PointDeclaration;
}) {
  const { system, rule, point } = props;
  const { t, local } = useText();
  const rules = useRules();
  const zone = useFacts(zoneOf);
  const instant = useInstant(quarterMs);
  const devices = useMemo(() => props.devices.slice(0, askedAtMost), [props.devices]);
  const hours = rule.hours ?? [0, 24];
  const { fromMs, toMs } = latestHours(hours, instant, zone);
  const known = useBins(devices, toMs > fromMs ? { point: point.id, fromMs, toMs, bins: 1 } : null);
  const bars = limitBars(
    devices,
    ({ key }) => known.of.get(key)?.[0]?.mean ?? NaN,
    (device) =>
      limitsOf(
        rulesFor(rules, system, device.id).filter(({ id }) => id === rule.id),
        point.id,
      ),
  );
  const title = t('declared.hours', { name: local(point.name), from: hours[0], to: hours[1] });
  return (
    <LimitBars
      title={title}
      unit={point.unit ?? ''}
      decimals={point.decimals ?? 0}
      atMost={barsShown}
      bars={bars}
    />
  );
}

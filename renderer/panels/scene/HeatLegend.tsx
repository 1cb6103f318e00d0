/** What the colours of a field over the ground mean: point, unit, from where to where, and what was measured. */
import { X } from 'lucide-react';
import { heatGradient } from '#scene/heatRamp.ts';
import { findPoint, systemOrUnknown } from '#shared/systems/index.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { heatField, heatOf } from './feedHeat.ts';

export function HeatLegend() {
  const screen = useScreen();
  const { t, local } = useText();
  const chosen = useChoices((choices) => choices.heat);
  const devices = useFacts((facts) => facts.devices);
  const { columns } = useFacts((facts) => facts.shown);
  const heat = heatOf(chosen);
  if (!chosen || !heat) return null;
  const point = findPoint(chosen.system, chosen.point);
  const values = heatField(chosen, heat, devices.values(), columns).samples.map(({ value }) => value);
  const unit = point?.unit ?? '';
  const digits = point?.decimals ?? 1;
  return (
    <aside
      className="heat-legend"
      data-over-scene
      data-testid="heat-legend"
      aria-label={t('layers.heat.legend')}
    >
      <p>
        <b>{point ? local(point.name) : chosen.point}</b> <i>{unit}</i>
        <span>{local(systemOrUnknown(chosen.system).short)}</span>
        <button
          className="icon-button"
          aria-label={t('layers.heat.off')}
          onClick={() => screen.choices.setState({ heat: null })}
        >
          <X size="1em" />
        </button>
      </p>
      <div className="ramp" style={{ background: heatGradient }} />
      <p>
        <span>{heat.low}</span>
        <span>{heat.high}</span>
      </p>
      <p className="hint">
        {values.length === 0
          ? t('layers.heat.none')
          : t('layers.heat.range', {
              low: Math.min(...values).toFixed(digits),
              high: Math.max(...values).toFixed(digits),
              devices: values.length,
            })}
        {values.length > 0 && Math.max(...values) <= heat.low && ` · ${t('layers.heat.calm')}`}
      </p>
    </aside>
  );
}

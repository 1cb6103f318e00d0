/** Lamps circuit by circuit: how bright, who decides, and what is broken; all of several at once. */
import { useText } from '#ui/useText.ts';
import { DeviceTiles, type TileProps } from '../DeviceTiles.tsx';
import { useValues } from '../values.ts';
import type { SystemViewProps } from '../view.ts';

export function LightingView(props: SystemViewProps) {
  return <DeviceTiles {...props} Face={Circuit} />;
}

function Circuit({ system, device }: TileProps) {
  const { t, local } = useText();
  const values = useValues();
  const level = values.number(device, 'level');
  const mode = values.state(system, device, 'mode');
  const power = values.number(device, 'power');
  const lux = values.number(device, 'lux');
  return (
    <>
      <span className="tile-lamp" aria-hidden="true">
        <span style={{ width: `${Number.isNaN(level) ? 0 : level}%` }} />
      </span>
      <span>
        <b>{Number.isNaN(level) ? t('value.none') : `${Math.round(level)} %`}</b>
        {mode && ` · ${local(mode.name)}`}
      </span>
      <span className="dim">
        {!Number.isNaN(power) && `${power.toFixed(2)} kW`}
        {!Number.isNaN(lux) && ` · ${Math.round(lux)} lx`}
      </span>
      {values.isOn(device, 'fault') && <b className="broken">{t('lamp.fault')}</b>}
    </>
  );
}

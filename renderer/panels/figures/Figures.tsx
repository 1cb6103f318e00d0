/** Left, below: the figures of the day, as the systems of the compound declare them, read from the shown columns. */
import { useMemo } from 'react';
import { figuresOf } from '#shared/systems/figures.ts';
import { systems } from '#shared/systems/index.ts';
import { deviceQuality } from '#state/reading.ts';
import { useFacts } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

export function Figures() {
  const { t, local } = useText();
  const devices = useFacts((facts) => facts.devices);
  const { columns } = useFacts((facts) => facts.shown);
  const figures = useMemo(() => figuresOf(devices.values(), systems), [devices]);
  return (
    // There may be more of them than fit: scrolled by keyboard too.
    <div className="panel figures" role="region" aria-label={t('figures.title')} tabIndex={0}>
      <div className="figure-grid">
        <Silent />
        {figures.map(({ figure, system, read }) => {
          const { value, outOf, isLoud } = read(columns);
          const name = local(figure.name);
          return (
            <div
              key={`${system.id}/${figure.id}`}
              className="figure"
              title={`${local(system.name)} · ${name}`}
            >
              <span>{name}</span>
              <b className={isLoud ? 'loud' : ''}>
                {Number.isNaN(value) ? t('value.none') : value.toFixed(figure.decimals ?? 0)}
                {outOf !== null && !Number.isNaN(outOf) && <i> / {outOf}</i>}
                {figure.unit && <i> {figure.unit}</i>}
              </b>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Devices of any system that nothing is heard of. In the past such a one may not have been there. */
function Silent() {
  const { t } = useText();
  const devices = useFacts((facts) => facts.devices);
  const { columns } = useFacts((facts) => facts.shown);
  const replaying = useFacts((facts) => facts.clock.mode === 'replay');
  const qualities = [...devices.values()].map((device) => deviceQuality(device, columns));
  const there = replaying ? qualities.filter((quality) => quality !== 'unknown') : qualities;
  const silent = there.filter((quality) => quality !== 'good').length;
  return (
    <div className="figure">
      <span>{t('figures.stale')}</span>
      <b className={silent > 0 ? 'loud' : ''}>{there.length > 0 ? silent : t('value.none')}</b>
    </div>
  );
}

/** Left, below: the figures of the day, as the systems of the compound declare them, read from the shown columns. */
import { ChartLine } from 'lucide-react';
import { useMemo } from 'react';
import { openChart } from '#commands/chart.ts';
import { mayDo } from '#commands/command.ts';
import { figuresOf } from '#shared/systems/figures.ts';
import { systems } from '#shared/systems/index.ts';
import { deviceQuality } from '#state/reading.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
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
              <span>
                {name}
                <Past system={system.id} point={figure.value[0]?.point} name={name} />
              </span>
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

/** So many devices' lines can still be told apart. */
const linesShown = 4;

/** The past of what a figure is made of, of its first devices. */
function Past({ system, point, name }: { system: string; point: string | undefined; name: string }) {
  const screen = useScreen();
  const { t } = useText();
  const devices = useFacts((facts) => facts.devices);
  const may = useFacts(() => mayDo(screen, 'history.read'));
  if (point === undefined || !may) return null;
  const measuring = () =>
    [...devices.values()].filter((device) => device.system === system && device.points[point] !== undefined);
  return (
    <button
      className="figure-past"
      aria-label={`${t('chart.open')} · ${name}`}
      title={t('chart.open')}
      onClick={() =>
        openChart(
          screen,
          measuring()
            .slice(0, linesShown)
            .map(({ key }) => ({ device: key, point })),
        )
      }
    >
      <ChartLine size="1em" />
    </button>
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

/**
 * Coverage of throw cameras: how many windows of each building and storey can be judged, painted in the scene on demand, and where
 * one more camera would help most.
 */
import { Fragment, useMemo, useState } from 'react';
import { flyToPoint } from '#commands/focus.ts';
import type { CoverageClass } from '#shared/physics/ballistics/coverage.ts';
import type { CameraPlace } from '#shared/physics/ballistics/cameraPlace.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useSettled } from '#state/useSettled.ts';
import { Dialog } from '#ui/Dialog.tsx';
import { useText, type Text } from '#ui/useText.ts';
import { WallMarkSign } from '#ui/WallMarkSign.tsx';
import { coverageRows, type Counts } from './coverageRows.ts';
import { useCoverage, type JudgedCoverage } from './useCoverage.ts';

const MODELS_QUIET_MS = 1500;
const CLASSES = ['sure', 'coarse', 'not'] as const satisfies readonly CoverageClass[];
const LEVEL = { sure: 'good', coarse: 'fair', not: 'poor' } as const;

export function Coverage() {
  const { t, said } = useText();
  const screen = useScreen();
  const compoundId = useFacts((facts) => facts.compoundId);
  // Windows come with their models.
  const models = useSettled(
    useFacts((facts) => facts.models.length),
    MODELS_QUIET_MS,
    (count) => count > 0,
  );
  const found = useCoverage(models === null ? null : compoundId, models ?? 0);
  const close = () => screen.choices.setState({ overlay: null });
  return (
    <Dialog title={t('coverage.title')} wide onClose={close}>
      <div className="coverage" data-testid="coverage">
        <p className="hint">{t('coverage.how')}</p>
        {!found && <p className="hint">{t('coverage.computing')}</p>}
        {found && !found.ok && (
          <p className="fault" role="status">
            {said(found.error)}
          </p>
        )}
        {found?.ok && <Found judged={found.value} onClose={close} />}
      </div>
    </Dialog>
  );
}

function Found({ judged, onClose }: { judged: JudgedCoverage; onClose: () => void }) {
  const { t, local } = useText();
  const screen = useScreen();
  const isShown = useChoices((choices) => choices.wallMarks.length > 0);
  const { coverage, sights, place } = judged;
  const { all, rows } = useMemo(() => coverageRows(judged), [judged]);
  const [opened, setOpened] = useState<ReadonlySet<string | null>>(new Set());
  const names = new Map(coverage.buildings.map(({ id, name }) => [id, name]));
  const open = coverage.cameras.filter(({ isCalibrated }) => !isCalibrated);
  if (coverage.windows.length === 0) return <p>{t('coverage.nothing')}</p>;
  const show = (): void => {
    const wallMarks = isShown
      ? []
      : coverage.windows.map(({ cornersEnu }, i) => ({
          cornersEnu,
          level: LEVEL[sights[i]?.class ?? 'not'],
        }));
    screen.choices.setState({ wallMarks });
    onClose();
  };
  const toggle = (buildingId: string | null): void => {
    const next = new Set(opened);
    if (!next.delete(buildingId)) next.add(buildingId);
    setOpened(next);
  };
  return (
    <>
      <p>
        {t('coverage.cameras', { count: coverage.cameras.length })}
        {open.length > 0 &&
          ` ${t('coverage.open', { names: open.map(({ name }) => local(name)).join(t('list.comma')) })}`}
        {coverage.unplaced.length > 0 &&
          ` ${t('coverage.unplaced', { names: coverage.unplaced.map((name) => local(name)).join(t('list.comma')) })}`}
      </p>
      <Place place={place} onClose={onClose} />
      <p>
        <button type="button" aria-pressed={isShown} data-testid="coverage-show" onClick={show}>
          {t(isShown ? 'coverage.hide' : 'coverage.show')}
        </button>
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('coverage.building')}</th>
            {CLASSES.map((one) => (
              <th key={one} scope="col">
                <WallMarkSign level={LEVEL[one]} />
                {t(`coverage.${one}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Row className="all" name={t('coverage.all')} counts={all} />
          {rows.map(({ buildingId, counts, storeys }) => {
            const name =
              buildingId === null ? t('coverage.elsewhere') : local(names.get(buildingId) ?? buildingId);
            const isOpen = opened.has(buildingId);
            return (
              <Fragment key={buildingId ?? ''}>
                <Row name={name} counts={counts} isOpen={isOpen} onToggle={() => toggle(buildingId)} />
                {isOpen &&
                  storeys.map(({ storey, counts: own }) => (
                    <Row key={storey} className="storey" name={local(storey)} counts={own} />
                  ))}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

function Row(props: {
  readonly name: string;
  readonly counts: Counts;
  readonly className?: string;
  readonly isOpen?: boolean;
  readonly onToggle?: () => void;
}) {
  const { name, counts, onToggle } = props;
  return (
    <tr className={props.className}>
      <td>
        {onToggle ? (
          <button type="button" className="link" aria-expanded={props.isOpen} onClick={onToggle}>
            {props.isOpen ? '▾' : '▸'} {name}
          </button>
        ) : (
          name
        )}
      </td>
      {CLASSES.map((one) => (
        <td key={one} className={counts[one] === 0 ? 'none' : undefined}>
          {counts[one]}
        </td>
      ))}
    </tr>
  );
}

type Side = 'east' | 'west' | 'north' | 'south';

/** `12.0 m west` rather than `-12.0 m east`. */
const sideways = (t: Text, byM: number, ahead: Side, behind: Side): string =>
  t(`coverage.${byM < 0 ? behind : ahead}`, { m: Math.abs(byM).toFixed(1) });

/** Where one more would hang, as an installer needs it: metres from the compound's origin, compass bearing, tilt. */
function Place({ place, onClose }: { place: CameraPlace | null; onClose: () => void }) {
  const { t } = useText();
  const screen = useScreen();
  if (!place) return <p data-testid="coverage-place">{t('coverage.enough')}</p>;
  const [east, north, up] = place.positionEnu;
  const bearingDeg = (((90 - (place.headingRad * 180) / Math.PI) % 360) + 360) % 360;
  return (
    <p className="place" data-testid="coverage-place">
      <span>
        {t('coverage.place', {
          count: place.better,
          sure: place.sure,
          east: sideways(t, east, 'east', 'west'),
          north: sideways(t, north, 'north', 'south'),
          up: up.toFixed(1),
          bearing: bearingDeg.toFixed(0),
          tilt: ((place.pitchRad * 180) / Math.PI).toFixed(0),
        })}
      </span>
      <button
        type="button"
        className="link"
        onClick={() => {
          flyToPoint(screen, place.positionEnu, 25);
          onClose();
        }}
      >
        {t('coverage.go')}
      </button>
    </p>
  );
}

/** Marks, lens and what follows from them; saved when they fit. */
import { useState, type ReactNode } from 'react';
import { LEAST_PLACES } from '#shared/physics/ballistics/calibrate.ts';
import { LEAST_FOR_VIEW } from '#shared/physics/ballistics/fitFieldOfView.ts';
import { fovOf } from '#shared/physics/ballistics/pinhole.ts';
import { MOST_NOISE_SHARE } from '#shared/protocol/calibration.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { WatchedPicture } from '#shared/protocol/throwTrace.ts';
import { localTime } from '#shared/time/localTime.ts';
import type { CalibrationMarks } from '#state/choices.ts';
import { zoneOf } from '#state/facts.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { CornerPicture } from './CornerPicture.tsx';
import { cornersOf, type Corner, type Mark } from './corners.ts';
import { DriftLine } from './DriftLine.tsx';
import { MarkList } from './MarkList.tsx';
import { Outcome } from './Outcome.tsx';
import {
  lensingOf,
  saveCalibration,
  useShown,
  useSolution,
  type Lensing,
  type Marks,
  type PictureSize,
} from './useCalibration.ts';

const DEG = Math.PI / 180;

/** As the hub judges it. */
const isTooFarOff = (noisePx: number, { widthPx, heightPx }: PictureSize): boolean =>
  noisePx > MOST_NOISE_SHARE * Math.hypot(widthPx, heightPx);

/** Marks of before, where their corners are still in the model. */
function marksOf({ calibration, openings }: WatchedPicture, size: PictureSize): Marks {
  const corners = cornersOf(openings);
  const scaleX = size.widthPx / (calibration?.lens.widthPx ?? size.widthPx);
  const scaleY = size.heightPx / (calibration?.lens.heightPx ?? size.heightPx);
  const near = (corner: Corner, place: readonly number[]) =>
    Math.hypot(...corner.placeEnu.map((value, i) => value - (place[i] ?? 0))) < 0.02;
  return new Map(
    (calibration?.places ?? []).flatMap(({ placeEnu, xPx, yPx }): [string, Mark][] => {
      const corner = corners.find((one) => near(one, placeEnu));
      return corner ? [[corner.id, { xPx: xPx * scaleX, yPx: yPx * scaleY }]] : [];
    }),
  );
}

/** What was set before the dialog was closed, where its corners are still in the model. */
function draftedMarks(draft: CalibrationMarks, { openings }: WatchedPicture, size: PictureSize): Marks {
  const known = new Set(cornersOf(openings).map(({ id }) => id));
  const [x, y] = [size.widthPx / draft.widthPx, size.heightPx / draft.heightPx];
  return new Map(
    [...draft.marks]
      .filter(([id]) => known.has(id))
      .map(([id, { xPx, yPx }]) => [id, { xPx: xPx * x, yPx: yPx * y }]),
  );
}

export function Marking(props: {
  readonly device: DeviceRecord;
  readonly size: PictureSize;
  readonly watched: WatchedPicture;
  readonly picture: ReactNode;
  readonly onSaved: () => void;
}) {
  const { t, person } = useText();
  const zone = useFacts(zoneOf);
  const screen = useScreen();
  const { device, size, watched } = props;
  const draft = useChoices(({ calibrationDraft }) =>
    calibrationDraft?.deviceKey === device.key ? calibrationDraft : null,
  );
  const [marks, setOwnMarks] = useState<Marks>(
    () => (draft && draftedMarks(draft, watched, size)) ?? marksOf(watched, size),
  );
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [isDraft] = useState(draft !== null);
  // Kept as they are set: the dialog may be closed by a slip.
  const setMarks = (next: Marks): void => {
    setOwnMarks(next);
    screen.choices.setState({ calibrationDraft: { deviceKey: device.key, ...size, marks: next } });
  };
  const [lensing, setLensing] = useState<Lensing>(() => lensingOf(watched));
  const [fitsView, setFitsView] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const allCorners = useShown(watched, null).corners;
  const solution = useSolution(size, lensing, allCorners, marks, fitsView);
  const solved = solution?.reply ?? null;
  const { corners, seen } = useShown(watched, marks.size >= LEAST_PLACES ? solved : null);
  const mark = (id: string, at: Mark | null): void => {
    const next = new Map(marks);
    if (at) next.set(id, at);
    else next.delete(id);
    setTouched(new Set(touched).add(id));
    setMarks(next);
    if (!at) setChosen(null);
  };
  const fovRad = fitsView && solved ? fovOf(solved.lens) : lensing.fovRad;
  const save = (): void => {
    setSaving(true);
    void saveCalibration(device, size, { ...lensing, fovRad }, corners, marks).then((result) => {
      setSaving(false);
      if (!result.ok) return screen.notices.fault(result.error);
      screen.notices.say('info', { key: 'calibrate.saved' });
      screen.choices.setState(({ calibrations }) => ({
        calibrations: calibrations + 1,
        calibrationDraft: null,
      }));
      props.onSaved();
    });
  };
  const { calibration } = watched;
  return (
    <>
      <CornerPicture
        size={size}
        seen={seen}
        corners={corners}
        marks={marks}
        pose={solution?.isFresh && solved ? solved.pose : null}
        chosen={chosen}
        onChoose={setChosen}
        onMark={mark}
      >
        {props.picture}
      </CornerPicture>
      <MarkList
        size={size}
        seen={seen}
        corners={corners}
        marks={marks}
        chosen={chosen}
        onChoose={setChosen}
        onMark={mark}
        onClear={() => setMarks(new Map())}
      />
      <div className="calibration-lens">
        <label>
          {t('calibrate.fov')}{' '}
          <input
            type="number"
            min={5}
            max={170}
            step={0.1}
            value={Number((fovRad / DEG).toFixed(1))}
            onChange={({ target }) => {
              setFitsView(false);
              if (target.valueAsNumber >= 5 && target.valueAsNumber <= 170)
                setLensing({ ...lensing, fovRad: target.valueAsNumber * DEG });
            }}
          />
          °
        </label>
        <label>
          <input
            type="checkbox"
            checked={fitsView}
            disabled={marks.size < LEAST_FOR_VIEW}
            onChange={() => setFitsView(!fitsView)}
          />{' '}
          {t('calibrate.fov.fit')}
        </label>
        <label>
          {t('calibrate.k1')}{' '}
          <input
            type="number"
            min={-1}
            max={1}
            step={0.01}
            value={lensing.k1}
            onChange={({ target }) =>
              Number.isFinite(target.valueAsNumber) && setLensing({ ...lensing, k1: target.valueAsNumber })
            }
          />
        </label>
      </div>
      <DriftLine watched={watched} corners={corners} marks={marks} touched={touched} />
      <footer className="calibration-end">
        <Outcome count={marks.size} solution={solution} widthPx={size.widthPx} />
        {isDraft && <small data-testid="calibration-draft">{t('calibrate.draft')}</small>}
        {calibration && marks.size === 0 && (
          <small>
            {t('calibrate.last', {
              by: person(calibration.by),
              when: localTime(calibration.atMs, zone).date,
            })}
          </small>
        )}
        <button
          className="primary"
          data-testid="calibration-save"
          disabled={isSaving || !solution?.isFresh || !solved || isTooFarOff(solved.pose.noisePx, size)}
          onClick={save}
        >
          {t('calibrate.save')}
        </button>
      </footer>
    </>
  );
}

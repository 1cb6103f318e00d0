/** The section: planes or a box, each face with a slider that the keyboard moves as well as the hand. */
import { FlipHorizontal2, Trash2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { TextKey } from '#shared/i18n/zh.ts';
import { flipPlane, moveFace, planesOfBox, spanOfBox, type CutPlane } from '#shared/geo/section.ts';
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';
import type { Section } from '#state/appearance.ts';
import { useAppearance, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { addPlane, boxAround } from './sectionTool.ts';

const stepM = 0.05;
/** A level cut through a room: over window sills. */
const cutM = 1.2;
const faces: readonly TextKey[] = [
  'tools.section.face.0',
  'tools.section.face.1',
  'tools.section.face.2',
  'tools.section.face.3',
  'tools.section.face.4',
  'tools.section.face.5',
];

/** Arrows move the slider, not the time. */
function keepArrows(event: KeyboardEvent): void {
  if (/^(Arrow|Page|Home|End)/.test(event.key) && event.target instanceof HTMLInputElement)
    event.stopPropagation();
}

export function SectionCard() {
  const screen = useScreen();
  const { t } = useText();
  const section = useAppearance((appearance) => appearance.section);
  const set = (next: Section) => screen.appearance.setState({ section: next });
  const around = () => {
    const host = screen.scene.current();
    return host ? boxAround(screen, host) : null;
  };
  const addLevel = () => {
    const box = around();
    const low = box ? box.centreEnu[2] - box.sizeM[2] / 2 : 0;
    addPlane(screen, { normalEnu: [0, 0, 1], offsetM: Math.max(low, 0) + cutM });
  };
  const addUpright = () => {
    const box = around();
    const pose = screen.scene.current()?.pose();
    if (!box || !pose) return;
    const [x, y] = [pose.eyeEnu[0] - pose.targetEnu[0], pose.eyeEnu[1] - pose.targetEnu[1]];
    const length = Math.hypot(x, y) || 1;
    const normalEnu: Enu = [x / length, y / length, 0];
    const offsetM = normalEnu[0] * box.centreEnu[0] + normalEnu[1] * box.centreEnu[1];
    addPlane(screen, { normalEnu, offsetM });
  };
  const addBox = () => {
    const box = around();
    if (box) set({ kind: 'box', box });
    else screen.notices.say('error', { key: 'tools.section.nothing' });
  };
  return (
    <section className="tool-card" data-over-scene aria-label={t('tools.section')} data-testid="section-card">
      <div className="tool-kinds" role="group" aria-label={t('tools.section.add')}>
        <button onClick={addLevel}>{t('tools.section.level')}</button>
        <button onClick={addUpright}>{t('tools.section.upright')}</button>
        <button onClick={addBox} aria-pressed={section?.kind === 'box'}>
          {t('tools.section.box')}
        </button>
      </div>
      <p className="hint">{t(section?.kind === 'box' ? 'tools.section.how.box' : 'tools.section.how')}</p>
      {section?.kind === 'box' && (
        <BoxFaces box={section.box} within={around()} change={(box) => set({ kind: 'box', box })} />
      )}
      {section?.kind === 'planes' && (
        <Planes
          planes={section.planes}
          within={around()}
          change={(planes) => set(planes.length > 0 ? { kind: 'planes', planes } : null)}
        />
      )}
      {section !== null && (
        <p className="tool-acts">
          <button className="link" onClick={() => set(null)}>
            {t('tools.section.end')}
          </button>
        </p>
      )}
    </section>
  );
}

/** How long the box may become along the axis of a face: as long as what is cut. */
function reachOf(box: OrientedBox, face: number, within: OrientedBox | null): number {
  const normal = planesOfBox(box)[face]?.normalEnu;
  if (!within || !normal) return 60;
  const [low, high] = spanOfBox(normal, within);
  return high - low;
}

function BoxFaces(props: {
  readonly box: OrientedBox;
  /** A slider reaches this far at least. */
  readonly within: OrientedBox | null;
  readonly change: (box: OrientedBox) => void;
}) {
  const { box, within, change } = props;
  const { t } = useText();
  return (
    <ul className="tool-list" onKeyDown={keepArrows}>
      {planesOfBox(box).map((_, face) => {
        const sizeM = box.sizeM[Math.floor(face / 2)] ?? 0;
        const text = faces[face];
        return (
          <li key={face}>
            <label>
              <span>{text && t(text)}</span>
              <input
                type="range"
                min={0.1}
                max={Math.max(Math.ceil(reachOf(box, face, within)), Math.ceil(sizeM))}
                step={stepM}
                value={sizeM}
                onChange={(event) => change(moveFace(box, face, Number(event.target.value) - sizeM))}
              />
            </label>
            <b>{sizeM.toFixed(2)} m</b>
          </li>
        );
      })}
    </ul>
  );
}

function Planes(props: {
  readonly planes: readonly CutPlane[];
  readonly within: OrientedBox | null;
  readonly change: (planes: readonly CutPlane[]) => void;
}) {
  const { t } = useText();
  const { planes, within, change } = props;
  const put = (at: number, plane: CutPlane) => change(planes.map((one, i) => (i === at ? plane : one)));
  return (
    <ul className="tool-list" onKeyDown={keepArrows}>
      {planes.map((plane, i) => {
        const [low, high] = within
          ? spanOfBox(plane.normalEnu, within)
          : [plane.offsetM - 50, plane.offsetM + 50];
        const isLevel = Math.abs(plane.normalEnu[2]) > 0.99;
        const name = t(isLevel ? 'tools.section.level' : 'tools.section.upright');
        return (
          <li key={i}>
            <label>
              <span>{name}</span>
              <input
                type="range"
                min={Math.min(low, plane.offsetM)}
                max={Math.max(high, plane.offsetM)}
                step={stepM}
                value={plane.offsetM}
                onChange={(event) => put(i, { ...plane, offsetM: Number(event.target.value) })}
              />
            </label>
            <b>{(isLevel ? plane.offsetM * Math.sign(plane.normalEnu[2]) : plane.offsetM).toFixed(2)} m</b>
            <button
              className="icon-button"
              aria-label={t('tools.section.flip')}
              onClick={() => put(i, flipPlane(plane))}
            >
              <FlipHorizontal2 size="1em" />
            </button>
            <button
              className="icon-button"
              aria-label={t('tools.remove')}
              onClick={() => change(planes.filter((_, at) => at !== i))}
            >
              <Trash2 size="1em" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

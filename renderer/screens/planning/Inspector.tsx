/** What is chosen: its facts, to be changed; of several what can be done with all of them. */
import { Copy, RotateCcw, RotateCw, Trash2 } from 'lucide-react';
import { useStore } from 'zustand';
import { frameOf, usualEntranceEdge } from '#shared/drawing/buildingFrame.ts';
import type { DrawnBuilding } from '#shared/drawing/drawing.ts';
import { distanceM, edgesOf, outlookOf, perimeterM, signedAreaM2 } from '#shared/drawing/rings.ts';
import { changed, copied, findThing, removed, turnedAll, type Thing } from '#shared/drawing/things.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { useText } from '#ui/useText.ts';
import { DeviceFields } from './DeviceFields.tsx';
import { commit, type EditorStore } from './editor.ts';
import { CheckField, ChoiceField, NumberField, TextField } from './Fields.tsx';
import { GroundFields } from './GroundFields.tsx';

/** From the north, clockwise. */
const ways = [
  'drawing.way.n',
  'drawing.way.ne',
  'drawing.way.e',
  'drawing.way.se',
  'drawing.way.s',
  'drawing.way.sw',
  'drawing.way.w',
  'drawing.way.nw',
] as const;

const turnRad = Math.PI / 12;

export function Inspector({
  editor,
  plan,
  compoundId,
}: {
  editor: EditorStore;
  plan: CompoundPlan;
  compoundId: string;
}) {
  const { t } = useText();
  const { sketch, chosen, taken } = useStore(editor);
  const only = chosen.length === 1 && chosen[0] !== undefined ? findThing(sketch, chosen[0]) : null;
  if (chosen.length === 0) return null;
  return (
    <section className="inspector" data-testid="inspector" aria-label={t('drawing.chosen')}>
      <header>
        <h2>{only ? t(`drawing.kind.${only.kind}`) : t('drawing.several', { count: chosen.length })}</h2>
        <button
          className="icon-button"
          title={t('drawing.turnLeft')}
          aria-label={t('drawing.turnLeft')}
          onClick={() => commit(editor, turnedAll(sketch, chosen, turnRad))}
        >
          <RotateCcw size="1.1em" />
        </button>
        <button
          className="icon-button"
          title={t('drawing.turnRight')}
          aria-label={t('drawing.turnRight')}
          onClick={() => commit(editor, turnedAll(sketch, chosen, -turnRad))}
        >
          <RotateCw size="1.1em" />
        </button>
        <button
          className="icon-button"
          title={`${t('drawing.copy')} (Ctrl+D)`}
          aria-label={t('drawing.copy')}
          onClick={() => {
            const [next, copies] = copied(sketch, chosen, [5, -5], taken);
            commit(editor, next);
            if (copies.length > 0) editor.setState({ chosen: copies });
          }}
        >
          <Copy size="1.1em" />
        </button>
        <button
          className="icon-button"
          title={`${t('drawing.remove')} (Delete)`}
          aria-label={t('drawing.remove')}
          onClick={() => {
            commit(editor, removed(sketch, chosen));
            editor.setState({ chosen: [] });
          }}
        >
          <Trash2 size="1.1em" />
        </button>
      </header>
      {only && (
        <Fields
          key={chosen[0]}
          thing={only}
          thingKey={chosen[0] ?? ''}
          editor={editor}
          plan={plan}
          compoundId={compoundId}
        />
      )}
    </section>
  );
}

function Fields(props: {
  thing: Thing;
  thingKey: string;
  editor: EditorStore;
  plan: CompoundPlan;
  compoundId: string;
}) {
  const { thing, thingKey, editor, plan, compoundId } = props;
  const change = (part: object) => commit(editor, changed(editor.getState().sketch, thingKey, part));
  const rename = (id: string) => {
    const { sketch, taken } = editor.getState();
    const isDrawn = sketch.drawing.buildings.some((one) => one.key !== thingKey && one.id === id);
    if (isDrawn || taken.has(id))
      editor.setState({
        fault: { code: isDrawn ? 'drawing-building-twice' : 'drawing-taken', params: { id } },
      });
    else change({ id });
  };
  if (thing.kind === 'building')
    return <BuildingFields building={thing.value} change={change} onRename={rename} />;
  if (thing.kind === 'device')
    return (
      <DeviceFields
        device={thing.value}
        editor={editor}
        plan={plan}
        compoundId={compoundId}
        change={change}
      />
    );
  return <GroundFields thing={thing} change={change} editor={editor} />;
}

function BuildingFields({
  building,
  change,
  onRename,
}: {
  building: DrawnBuilding;
  onRename: (id: string) => void;
  change: (part: Partial<DrawnBuilding>) => void;
}) {
  const { t } = useText();
  const frame = frameOf(building);
  const homes = building.units * building.storeys * building.homesPerStorey;
  return (
    <div className="fields">
      <TextField
        label={t('drawing.buildingId')}
        required
        value={building.id}
        onSet={(id) => onRename(id.slice(0, 40))}
      />
      <TextField
        label={t('drawing.nameZh')}
        value={building.name.zh}
        onSet={(zh) => change({ name: { ...building.name, zh } })}
      />
      <TextField
        label={t('drawing.nameEn')}
        value={building.name.en}
        onSet={(en) => change({ name: { ...building.name, en } })}
      />
      <div className="pair">
        <NumberField
          label={t('drawing.storeys')}
          value={building.storeys}
          min={1}
          max={120}
          digits={0}
          onSet={(n) => change({ storeys: Math.round(n) })}
        />
        <NumberField
          label={t('drawing.storeyHeight')}
          unit="m"
          value={building.storeyHeightM}
          min={2}
          max={12}
          step={0.1}
          onSet={(storeyHeightM) => change({ storeyHeightM })}
        />
      </div>
      <div className="pair">
        <NumberField
          label={t('drawing.units')}
          value={building.units}
          min={1}
          max={30}
          digits={0}
          onSet={(n) => change({ units: Math.round(n) })}
        />
        <NumberField
          label={t('drawing.homes')}
          value={building.homesPerStorey}
          min={0}
          max={60}
          digits={0}
          onSet={(n) => change({ homesPerStorey: Math.round(n) })}
        />
      </div>
      <ChoiceField
        label={t('drawing.entranceSide')}
        value={String(building.entranceEdge)}
        choices={edgesOf(building.ring).map(
          ([a, b], nth) =>
            [
              String(nth),
              t('drawing.side', {
                way: t(ways[outlookOf([a, b], building.ring)] ?? 'drawing.way.n'),
                m: distanceM(a, b).toFixed(1),
              }),
            ] as const,
        )}
        onSet={(nth) => change({ entranceEdge: Number(nth) })}
      />
      <button className="plain" onClick={() => change({ entranceEdge: usualEntranceEdge(building.ring) })}>
        {t('drawing.entranceNorth')}
      </button>
      <ChoiceField
        label={t('drawing.roof')}
        value={building.roof}
        choices={[
          ['flat', t('drawing.roof.flat')],
          ['pitched', t('drawing.roof.pitched')],
        ]}
        onSet={(roof) => change({ roof })}
      />
      <ChoiceField
        label={t('drawing.tone')}
        value={building.tone}
        choices={(['light', 'warm', 'brick', 'grey'] as const).map(
          (tone) => [tone, t(`drawing.tone.${tone}`)] as const,
        )}
        onSet={(tone) => change({ tone })}
      />
      <CheckField label={t('drawing.lift')} value={building.lift} onSet={(lift) => change({ lift })} />
      <p className="hint">
        {t('drawing.buildingFacts', {
          length: frame.lengthM.toFixed(1),
          depth: frame.depthM.toFixed(1),
          height: frame.heightM.toFixed(1),
          area: Math.abs(signedAreaM2(building.ring)).toFixed(0),
          homes,
        })}
      </p>
      {!frame.isRectangle && <p className="hint">{t('drawing.shellOnly')}</p>}
      {building.roof === 'pitched' && !frame.isRectangle && <p className="hint">{t('drawing.flatOnly')}</p>}
      <p className="hint">{t('drawing.perimeter', { m: perimeterM(building.ring).toFixed(1) })}</p>
    </div>
  );
}

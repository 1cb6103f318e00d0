/** Facts of what stands on the ground: roads, areas, gates, rows of bays, trees, lamps, the fence. */
import type { DrawnArea, DrawnBays, DrawnGate, DrawnTree } from '#shared/drawing/drawing.ts';
import { perimeterM, signedAreaM2 } from '#shared/drawing/rings.ts';
import { added, nextKey, type ListedKind, type Thing } from '#shared/drawing/things.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { useText } from '#ui/useText.ts';
import { rowBetween } from './drawnWith.ts';
import { commit, type EditorStore } from './editor.ts';
import { CheckField, ChoiceField, NumberField, TextField } from './Fields.tsx';

type Ground = Exclude<Thing, { kind: 'building' } | { kind: 'device' }>;

export function GroundFields({
  thing,
  change,
  editor,
}: {
  thing: Ground;
  change: (part: object) => void;
  editor: EditorStore;
}) {
  const { t } = useText();
  const names = (name: LocalText) => (
    <>
      <TextField
        label={t('drawing.nameZh')}
        value={name.zh}
        onSet={(zh) => change({ name: { ...name, zh } })}
      />
      <TextField
        label={t('drawing.nameEn')}
        value={name.en}
        onSet={(en) => change({ name: { ...name, en } })}
      />
    </>
  );
  switch (thing.kind) {
    case 'road':
      return (
        <div className="fields">
          {names(thing.value.name)}
          <NumberField
            label={t('drawing.width')}
            unit="m"
            min={0.5}
            max={60}
            step={0.5}
            value={thing.value.widthM}
            onSet={(widthM) => change({ widthM })}
          />
          <CheckField
            label={t('drawing.fireLane')}
            value={thing.value.fireLane}
            onSet={(fireLane) => change({ fireLane })}
          />
          <p className="hint">
            {t('drawing.lengthIs', { m: perimeterM(thing.value.path, false).toFixed(1) })}
          </p>
        </div>
      );
    case 'area':
      return (
        <div className="fields">
          {names(thing.value.name)}
          <ChoiceField<DrawnArea['surface']>
            label={t('drawing.surface')}
            value={thing.value.surface}
            choices={(['grass', 'paving', 'rubber', 'water'] as const).map(
              (one) => [one, t(`drawing.surface.${one}`)] as const,
            )}
            onSet={(surface) => change({ surface })}
          />
          <p className="hint">
            {t('drawing.areaIs', { m2: Math.abs(signedAreaM2(thing.value.ring)).toFixed(0) })}
          </p>
        </div>
      );
    case 'gate':
      return (
        <div className="fields">
          {names(thing.value.name)}
          <ChoiceField<DrawnGate['kind']>
            label={t('drawing.gateKind')}
            value={thing.value.kind}
            choices={[
              ['vehicle', t('drawing.gate.vehicle')],
              ['pedestrian', t('drawing.gate.pedestrian')],
            ]}
            onSet={(kind) =>
              change({ kind, ...(kind === 'pedestrian' ? { widthM: Math.min(3, thing.value.widthM) } : {}) })
            }
          />
          <NumberField
            label={t('drawing.width')}
            unit="m"
            min={0.8}
            max={40}
            step={0.5}
            value={thing.value.widthM}
            onSet={(widthM) => change({ widthM })}
          />
        </div>
      );
    case 'bays':
      return <BayFields row={thing.value} change={change} />;
    case 'tree':
      return <TreeFields tree={thing.value} change={change} editor={editor} />;
    case 'lamp':
      return (
        <div className="fields">
          <NumberField
            label={t('drawing.height')}
            unit="m"
            min={0.5}
            max={40}
            step={0.5}
            value={thing.value.heightM}
            onSet={(heightM) => change({ heightM })}
          />
          <RowOf kind="lamp" value={thing.value} gapM={20} editor={editor} />
        </div>
      );
    case 'fence':
      return (
        <p className="hint">
          {t('drawing.fenceFacts', {
            m: perimeterM(thing.value).toFixed(0),
            m2: Math.abs(signedAreaM2(thing.value)).toFixed(0),
          })}
        </p>
      );
  }
}

function BayFields({ row, change }: { row: DrawnBays; change: (part: Partial<DrawnBays>) => void }) {
  const { t } = useText();
  return (
    <div className="fields">
      <div className="pair">
        <NumberField
          label={t('drawing.count')}
          min={1}
          max={500}
          digits={0}
          value={row.count}
          onSet={(n) => change({ count: Math.round(n) })}
        />
        <NumberField
          label={t('drawing.firstNumber')}
          min={1}
          max={99_999}
          digits={0}
          value={row.first}
          onSet={(n) => change({ first: Math.round(n) })}
        />
      </div>
      <div className="pair">
        <NumberField
          label={t('drawing.bayWidth')}
          unit="m"
          min={1}
          max={10}
          step={0.1}
          value={row.bayWidthM}
          onSet={(bayWidthM) => change({ bayWidthM })}
        />
        <NumberField
          label={t('drawing.bayDepth')}
          unit="m"
          min={1}
          max={20}
          step={0.1}
          value={row.bayDepthM}
          onSet={(bayDepthM) => change({ bayDepthM })}
        />
      </div>
      <ChoiceField<DrawnBays['kind']>
        label={t('drawing.bayKind')}
        value={row.kind}
        choices={(['standard', 'accessible', 'charging'] as const).map(
          (one) => [one, t(`drawing.bay.${one}`)] as const,
        )}
        onSet={(kind) => change({ kind })}
      />
      <NumberField
        label={t('drawing.direction')}
        unit="°"
        step={5}
        value={(row.yawRad * 180) / Math.PI}
        onSet={(deg) => change({ yawRad: (deg * Math.PI) / 180 })}
      />
      <CheckField
        label={t('drawing.otherSide')}
        value={row.side === -1}
        onSet={(is) => change({ side: is ? -1 : 1 })}
      />
      <p className="hint">
        {t('drawing.bayNumbers', {
          from: `bay-${String(row.first).padStart(3, '0')}`,
          to: `bay-${String(row.first + row.count - 1).padStart(3, '0')}`,
        })}
      </p>
    </div>
  );
}

function TreeFields({
  tree,
  change,
  editor,
}: {
  tree: DrawnTree;
  change: (part: Partial<DrawnTree>) => void;
  editor: EditorStore;
}) {
  const { t } = useText();
  return (
    <div className="fields">
      <ChoiceField<DrawnTree['species']>
        label={t('drawing.species')}
        value={tree.species}
        choices={(['camphor', 'osmanthus', 'plane', 'cypress', 'shrub'] as const).map(
          (one) => [one, t(`drawing.species.${one}`)] as const,
        )}
        onSet={(species) => change({ species })}
      />
      <div className="pair">
        <NumberField
          label={t('drawing.height')}
          unit="m"
          min={0.3}
          max={60}
          step={0.5}
          value={tree.heightM}
          onSet={(heightM) => change({ heightM })}
        />
        <NumberField
          label={t('drawing.crown')}
          unit="m"
          min={0.2}
          max={40}
          step={0.5}
          value={tree.crownM}
          onSet={(crownM) => change({ crownM })}
        />
      </div>
      <RowOf kind="tree" value={tree} gapM={6} editor={editor} />
    </div>
  );
}

/** A row of the same from the one before it to this one. */
function RowOf({
  kind,
  value,
  gapM,
  editor,
}: {
  kind: Extract<ListedKind, 'tree' | 'lamp'>;
  value: { readonly key: string; readonly at: readonly [number, number] };
  gapM: number;
  editor: EditorStore;
}) {
  const { t } = useText();
  const { drawing } = editor.getState().sketch;
  const all = kind === 'tree' ? drawing.trees : drawing.lamps;
  const before = all[all.findIndex(({ key }) => key === value.key) - 1];
  if (!before) return null;
  const fill = () => {
    let next = editor.getState().sketch;
    for (const at of rowBetween(before.at, value.at, gapM).slice(1, -1))
      next = added(next, kind, { ...value, key: nextKey(next.drawing, kind), at } as never);
    commit(editor, next);
  };
  return (
    <button className="plain" onClick={fill}>
      {t('drawing.fillRow', { m: gapM })}
    </button>
  );
}

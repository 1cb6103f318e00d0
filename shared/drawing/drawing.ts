/**
 * `drawing.json` of a compound: what was drawn on its ground plan. Plan and models are made from it, never the other way
 * round. Positions are metres in the compound frame (east, north); a ring does not repeat its first point.
 */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';
import { LocalText, metres, PlaceId } from '../compounds/local.ts';
import { BayPlan, TreePlan } from '../compounds/plan.ts';

export const At = Type.Tuple([metres, metres], { description: 'Metres in the compound frame: east, north.' });
export type At = readonly [eastM: number, northM: number];

const ring = Type.Array(At, { minItems: 3, maxItems: 500 });
const key = Type.String({
  pattern: '^[a-z0-9-]{1,24}$',
  description: 'Of this thing in the drawing; never given twice.',
});

export const Underlay = Type.Object(
  {
    file: Type.String({
      pattern: '^underlay-[0-9a-f]{12}\\.(png|jpg|webp)$',
      description: 'Beside the drawing.',
    }),
    widthPx: Type.Integer({ minimum: 1, maximum: 30_000 }),
    heightPx: Type.Integer({ minimum: 1, maximum: 30_000 }),
    upperLeft: At,
    metresPerPx: Type.Number({ exclusiveMinimum: 0, maximum: 1000 }),
    yawRad: Type.Number({
      minimum: -7,
      maximum: 7,
      description: 'Of its upper edge, counter-clockwise from east.',
    }),
    opacity: Type.Number({ minimum: 0, maximum: 1 }),
  },
  { description: 'A picture to draw on: a survey, a site plan, a photo from above.' },
);
export type Underlay = DeepReadonly<Static<typeof Underlay>>;

export const DrawnBuilding = Type.Object({
  key,
  id: Type.String({ ...PlaceId, maxLength: 40 }),
  name: LocalText,
  ring,
  storeys: Type.Integer({ minimum: 1, maximum: 120 }),
  storeyHeightM: Type.Number({ minimum: 2, maximum: 12 }),
  units: Type.Integer({ minimum: 1, maximum: 30 }),
  homesPerStorey: Type.Integer({ minimum: 0, maximum: 60, description: 'Of each unit.' }),
  entranceEdge: Type.Integer({
    minimum: 0,
    maximum: 499,
    description: 'Edge of the ring with the entrances.',
  }),
  roof: Type.Union([Type.Literal('flat'), Type.Literal('pitched')]),
  tone: Type.Union([
    Type.Literal('light'),
    Type.Literal('warm'),
    Type.Literal('brick'),
    Type.Literal('grey'),
  ]),
  lift: Type.Boolean(),
});
export type DrawnBuilding = DeepReadonly<Static<typeof DrawnBuilding>>;

export const DrawnRoad = Type.Object({
  key,
  name: LocalText,
  path: Type.Array(At, { minItems: 2, maxItems: 500 }),
  widthM: Type.Number({ minimum: 0.5, maximum: 60 }),
  fireLane: Type.Boolean(),
});
export type DrawnRoad = DeepReadonly<Static<typeof DrawnRoad>>;

export const DrawnArea = Type.Object({
  key,
  name: LocalText,
  ring,
  surface: Type.Union([
    Type.Literal('grass'),
    Type.Literal('paving'),
    Type.Literal('rubber'),
    Type.Literal('water'),
  ]),
});
export type DrawnArea = DeepReadonly<Static<typeof DrawnArea>>;

export const DrawnGate = Type.Object({
  key,
  name: LocalText,
  at: At,
  widthM: Type.Number({ minimum: 0.8, maximum: 40 }),
  kind: Type.Union([Type.Literal('vehicle'), Type.Literal('pedestrian')]),
});
export type DrawnGate = DeepReadonly<Static<typeof DrawnGate>>;

export const DrawnBays = Type.Object({
  key,
  from: At,
  yawRad: Type.Number({ minimum: -7, maximum: 7, description: 'Of the row, counter-clockwise from east.' }),
  count: Type.Integer({ minimum: 1, maximum: 500 }),
  side: Type.Union([Type.Literal(1), Type.Literal(-1)], { description: 'Left (1) or right of the row.' }),
  bayWidthM: Type.Number({ minimum: 1, maximum: 10 }),
  bayDepthM: Type.Number({ minimum: 1, maximum: 20 }),
  kind: BayPlan.properties.kind,
  /** Number of the first bay: `bay-001`. */
  first: Type.Integer({ minimum: 1, maximum: 99_999 }),
});
export type DrawnBays = DeepReadonly<Static<typeof DrawnBays>>;

export const DrawnTree = Type.Object({
  key,
  at: At,
  heightM: Type.Number({ minimum: 0.3, maximum: 60 }),
  crownM: Type.Number({ minimum: 0.2, maximum: 40 }),
  species: TreePlan.properties.species,
});
export type DrawnTree = DeepReadonly<Static<typeof DrawnTree>>;

export const DrawnLamp = Type.Object({
  key,
  at: At,
  heightM: Type.Number({ minimum: 0.5, maximum: 40 }),
});
export type DrawnLamp = DeepReadonly<Static<typeof DrawnLamp>>;

export const CompoundDrawing = Type.Object({
  version: Type.Literal(1),
  underlay: Type.Union([Underlay, Type.Null()]),
  buildings: Type.Array(DrawnBuilding, { maxItems: 500 }),
  roads: Type.Array(DrawnRoad, { maxItems: 2000 }),
  areas: Type.Array(DrawnArea, { maxItems: 2000 }),
  fence: Type.Array(At, { maxItems: 500, description: 'Closed ring; empty: none.' }),
  gates: Type.Array(DrawnGate, { maxItems: 200 }),
  bays: Type.Array(DrawnBays, { maxItems: 2000 }),
  trees: Type.Array(DrawnTree, { maxItems: 20_000 }),
  lamps: Type.Array(DrawnLamp, { maxItems: 5000 }),
});
export type CompoundDrawing = DeepReadonly<Static<typeof CompoundDrawing>>;

export const emptyDrawing: CompoundDrawing = {
  version: 1,
  underlay: null,
  buildings: [],
  roads: [],
  areas: [],
  fence: [],
  gates: [],
  bays: [],
  trees: [],
  lamps: [],
};

/** What is saved together: moving a building moves what hangs in it. */
export const DrawingDocument = Type.Object(
  {
    drawing: Type.Unknown({ description: 'As drawing.json.' }),
    devices: Type.Optional(Type.Unknown({ description: 'As devices.json; absent: they stay.' })),
    revision: Type.String({ maxLength: 64, description: 'Of what it was drawn on, as it was given.' }),
  },
  { additionalProperties: false },
);
export type DrawingDocument = DeepReadonly<Static<typeof DrawingDocument>>;

/**
 * Imported models in the scene: loads them progressively, keeps their chunks as they are looked at, answers picks. What
 * their elements look like is decided by the dressing.
 */
import { Box3, Group, MathUtils, type PerspectiveCamera, type Ray, Vector3 } from 'three';
import type { Bounds } from '#shared/protocol/model.ts';
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';
import { isInBox } from '#shared/geo/inBox.ts';
import { spanIn, type CutPlane } from '#shared/geo/section.ts';
import type { ModelLoad, SceneModel } from '../contract.ts';
import type { Side } from '../splitContract.ts';
import type { ElementRef } from '../toolContract.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import type { ShaderSample } from '../shading/warmUp.ts';
import { createChunkMaterials, type Shade } from './chunkMaterial.ts';
import { createChunkSource } from './chunkSource.ts';
import type { ChunkMesh } from './chunkMesh.ts';
import { createDecodePool } from './decodePool.ts';
import { createDressing, type Dressing } from './dressing.ts';
import { createDraftLayer, type DraftLayer } from './draftLayer.ts';
import type { Lift } from './lift.ts';
import { cubeIn, liftedPoint } from './elementPlaces.ts';
import type { LoadedModel } from './loadedModel.ts';
import type { ModelSource, SourceProgress } from './modelSource.ts';
import { createResidency } from './residency.ts';
import { createTexelBudget } from './texelBudget.ts';
import { FULL_BUDGET } from './points/pointLayer.ts';
import { createStepTexture } from './stepTexture.ts';
import { createSidedState } from './sidedState.ts';
import { createTreeThread } from './treeThread.ts';
import { createTileSource } from './tiles/tileSource.ts';
import { MARGIN_M } from './storeyIsolation.ts';

/** Of all models together: about a gigabyte, half of it on the graphics card. */
const MOST_TRIANGLES = 8_000_000;
/** 340 MB on the graphics card, and 256 beside it. */
const MOST_TEXELS = 64 * 2 ** 20;

export interface ModelHit {
  readonly element: ElementRef;
  readonly distanceM: number;
  /** Of a single point that was hit. */
  readonly pointEnu: Enu | null;
}

export interface ModelLayer extends Omit<Dressing, 'dress' | 'hasGhosts' | 'isAway' | 'setLift'> {
  readonly group: Group;
  /** Models that are still being made. */
  readonly drafts: DraftLayer;
  readonly shaders: readonly ShaderSample[];
  add(
    model: SceneModel,
    shiftEnu: Enu,
    loading: (load: ModelLoad) => void,
    missing: (modelId: string, name: string, count: number) => void,
  ): Promise<void>;
  remove(modelId: string): void;
  /** Of all buildings, or of those whose parts stand in this box. */
  setXray(on: boolean, within: OrientedBox | null): void;
  setSection(planes: readonly CutPlane[]): void;
  /** Moves storeys apart, each by `gapM` from the one below; null puts them back. */
  setLift(lift: Lift | null, gapM: number): void;
  idsOf(modelId: string, elements: readonly number[]): readonly string[];
  elementsOf(modelId: string, ids: readonly string[]): readonly number[];
  /** Corners of an element's triangles, ENU metres, nine numbers each. */
  trianglesOf(element: ElementRef): readonly number[];
  /** Where an element stands that has no triangles: a cube around its middle; null where it stands nowhere. */
  cubeOf(element: ElementRef): Bounds | null;
  /** Leaves out what appears smaller than `minSizePx`; `pxPerRad` is the view's CSS pixels per radian. */
  cut(camera: PerspectiveCamera, minSizePx: number, pxPerRad: number): void;
  setShade(shade: Shade): void;
  /** Points of clouds that are drawn at most. */
  setPointBudget(points: number): void;
  /** Which side of two is asked for what lies on a ray. */
  turn(side: Side): void;
  /** Which side is drawn next. */
  draw(side: Side): void;
  pick(rayEnu: Ray): ModelHit | null;
  /** Nothing has to be made ready before a ray is answered. */
  answersQuickly(): boolean;
  /** By id, those of which anything is there yet. */
  loaded(): readonly (readonly [string, LoadedModel])[];
  /** Null while nothing is there. */
  bounds(): Bounds | null;
  /** At least one model was added, and all that were are there. */
  isComplete(): boolean;
  isLoading(): boolean;
  /** Uploads changed states; true when something casts differently now. */
  flush(): void;
  dispose(): void;
}

export function createModelLayer(
  shared: SceneUniforms,
  base: string,
  changed: (what: 'geometry' | 'state') => void,
): ModelLayer {
  const group = new Group();
  const pool = createDecodePool();
  const trees = createTreeThread();
  const residency = createResidency(MOST_TRIANGLES);
  const texels = createTexelBudget(MOST_TEXELS);
  const sources = new Map<string, { readonly source: ModelSource; readonly done: Promise<void> }>();
  /** Those of which anything is there yet. */
  const loaded = (): [string, LoadedModel][] =>
    [...sources].flatMap(([modelId, { source }]): [string, LoadedModel][] =>
      source.model ? [[modelId, source.model]] : [],
    );
  const drafts = createDraftLayer(group, base, shared, pool.decode, () => changed('geometry'));
  let xray = false;
  let xrayWithin: OrientedBox | null = null;
  let section: readonly CutPlane[] = [];
  const dressing = createDressing(shared, loaded, changed);
  let pointed: Side = 0;
  // Models share their shaders; these keep them made while there is none.
  const sampleState = createSidedState(1);
  const sampleSteps = createStepTexture(1);
  const sample = createChunkMaterials(shared, sampleState.drawn, sampleSteps.texture);
  let pointBudget = FULL_BUDGET;
  let loadingCount = 0;
  /** Models that have points share what may be drawn. */
  const pointShare = (): number =>
    Math.floor(pointBudget / Math.max(1, loaded().filter(([, { points }]) => points !== null).length));

  const isXrayAt = (middle: Vector3) =>
    xray && (xrayWithin === null || isInBox(xrayWithin, middle.toArray(), MARGIN_M));
  const isXray = ({ sphere }: ChunkMesh) => isXrayAt(sphere.center);
  const removeModel = (modelId: string) => {
    const source = sources.get(modelId)?.source;
    if (!source) return;
    sources.delete(modelId);
    for (const chunk of source.model?.chunks ?? []) group.remove(chunk.mesh);
    if (source.model?.points) group.remove(source.model.points.group);
    source.dispose();
    changed('geometry');
  };

  return {
    group,
    drafts,
    loaded,
    shaders: [...Object.values(sample.solid), sample.glass.full, sample.glass.fast, sample.cast].map(
      (material) => ({ material }),
    ),
    add(manifest, shiftEnu, loading, missing) {
      const modelId = manifest.id;
      const present = sources.get(modelId);
      const same = present?.source.contentKey === manifest.contentKey;
      if (present && same && String(present.source.shiftEnu) === String(shiftEnu)) return present.done;
      if (present) removeModel(modelId);
      const progress: SourceProgress = {
        ready(model) {
          dressing.dress(modelId, model);
          model.state.turn(pointed);
          model.points?.setXray(isXrayAt);
          if (model.points) group.add(model.points.group);
          // Tiles come when they are looked at.
          if (manifest.tiled) changed('state');
        },
        chunk(chunk, fraction) {
          chunk.setXray(isXray(chunk));
          chunk.setGhosts(dressing.hasGhosts(modelId));
          chunk.setAway(dressing.isAway(modelId, 0));
          chunk.mesh.frustumCulled = shared.uLiftM.value === 0;
          group.add(chunk.mesh);
          trees.add(chunk);
          changed('geometry');
          loading({ modelId, fraction });
        },
        gone(chunk) {
          group.remove(chunk.mesh);
          changed('geometry');
        },
        covered: () => changed('geometry'),
        points: { changed: () => changed('state'), budget: pointShare },
        missing: (name, count) => missing(modelId, name, count),
      };
      const source = manifest.tiled
        ? createTileSource(base, manifest, shiftEnu, shared, progress)
        : createChunkSource(base, manifest, shiftEnu, shared, progress, { ...pool, residency, texels });
      loadingCount++;
      pool.start();
      const done = source
        .load()
        .then(() => loading({ modelId, fraction: 1 }))
        .catch((error: unknown) => {
          missing(modelId, '', 0);
          if (source.isDisposed) return;
          removeModel(modelId);
          throw error;
        })
        .finally(() => {
          loadingCount--;
          if (loadingCount === 0) changed('geometry');
        });
      sources.set(modelId, { source, done });
      return done;
    },
    remove: removeModel,
    setPlan: dressing.setPlan,
    isolateStorey: dressing.isolateStorey,
    isolateModelStorey: dressing.isolateModelStorey,
    select: dressing.select,
    setHour: dressing.setHour,
    setAppearance: dressing.setAppearance,
    setSides: dressing.setSides,
    turn(side) {
      pointed = side;
      for (const [, { state }] of loaded()) state.turn(side);
    },
    draw(side) {
      for (const [modelId, { state, chunks }] of loaded()) {
        state.draw(side);
        const isAway = dressing.isAway(modelId, side);
        for (const chunk of chunks) chunk.setAway(isAway);
      }
    },
    setXray(on, within) {
      if (on === xray && within === xrayWithin) return;
      xray = on;
      xrayWithin = within;
      for (const [, { chunks, points }] of loaded()) {
        for (const chunk of chunks) chunk.setXray(isXray(chunk));
        points?.setXray(isXrayAt);
      }
      changed('state');
    },
    cut(camera, minSizePx, pxPerRad) {
      residency.follow(camera.position);
      const heightPx = pxPerRad * MathUtils.degToRad(camera.fov);
      for (const { source } of sources.values())
        source.follow(camera, heightPx * camera.aspect, heightPx, minSizePx);
      for (const [, { chunks }] of loaded())
        for (const chunk of chunks) {
          const away = Math.max(
            1,
            chunk.sphere.center.distanceTo(camera.position) - chunk.sphere.radius * 0.7,
          );
          chunk.cut((minSizePx * away) / pxPerRad);
        }
    },
    setPointBudget: (points) => void (pointBudget = points),
    setShade(shade) {
      for (const [, { chunks }] of loaded()) for (const chunk of chunks) chunk.setShade(shade);
    },
    setSection(planes) {
      section = planes;
      planes.forEach(({ normalEnu, offsetM }, i) => shared.uCutPlanes.value[i]?.set(...normalEnu, offsetM));
      shared.uCutCount.value = planes.length;
      for (const model of [...loaded().map(([, model]) => model), drafts])
        model.setCutting(planes.length > 0);
      changed('geometry');
    },
    setLift(next, gapM) {
      dressing.setLift(next);
      shared.uLiftM.value = next ? gapM : 0;
      // What is lifted stands outside of where its chunk would be looked for.
      for (const [, { chunks }] of loaded())
        for (const { mesh } of chunks) mesh.frustumCulled = shared.uLiftM.value === 0;
      changed('geometry');
    },
    idsOf(modelId, elements) {
      const source = sources.get(modelId)?.source;
      return source ? elements.map((element) => source.idOf(element)) : [];
    },
    elementsOf(modelId, ids) {
      const source = sources.get(modelId)?.source;
      return source ? ids.map((id) => source.elementOf(id)).filter((element) => element >= 0) : [];
    },
    cubeOf: ({ modelId, element }) => cubeIn(sources.get(modelId)?.source.model ?? null, element),
    trianglesOf: ({ modelId, element }) =>
      (sources.get(modelId)?.source.model?.chunks ?? []).flatMap((chunk) => chunk.trianglesOf(element)),
    pick({ origin, direction }) {
      let best: ModelHit | null = null;
      const way = direction.toArray();
      const span = spanIn(section, origin.toArray(), way);
      if (!span) return null;
      const { enterM, leaveM } = span;
      const from = origin.clone().addScaledVector(direction, enterM).toArray();
      const gapM = shared.uLiftM.value;
      for (const [modelId, { source }] of sources)
        for (let step = 0; step <= (gapM > 0 ? (source.model?.steps.most ?? 0) : 0); step++) {
          // Instead of the storey the ray is moved.
          const hit =
            gapM > 0
              ? source.pick([from[0], from[1], from[2] - step * gapM], way, step)
              : source.pick(from, way);
          const distanceM = hit ? hit.distanceM + enterM : Infinity;
          if (hit && distanceM <= leaveM && (!best || distanceM < best.distanceM))
            best = {
              element: { modelId, element: source.elementOf(hit.elementId) },
              distanceM,
              pointEnu: liftedPoint(hit.positionEnu, step * gapM),
            };
        }
      return best;
    },
    answersQuickly: () => loaded().every(([, { chunks }]) => chunks.every((chunk) => !chunk.needsTree)),
    bounds() {
      const box = new Box3();
      const corner = new Vector3();
      for (const { source } of sources.values()) {
        const bounds = source.bounds();
        if (!bounds) continue;
        box.expandByPoint(corner.set(...bounds.minEnu));
        box.expandByPoint(corner.set(...bounds.maxEnu));
      }
      return box.isEmpty() ? null : { minEnu: box.min.toArray(), maxEnu: box.max.toArray() };
    },
    isComplete: () => sources.size > 0 && loadingCount === 0,
    isLoading: () => loadingCount > 0,
    flush() {
      for (const [, { state }] of loaded()) state.flush();
    },
    dispose() {
      sources.forEach((_, modelId) => removeModel(modelId));
      drafts.dispose();
      pool.dispose();
      trees.dispose();
      sample.dispose();
      sampleState.dispose();
      sampleSteps.dispose();
    },
  };
}

/**
 * Imported models in the scene: loads them progressively, keeps their state textures, answers picks. What hides an
 * element (storey cuts) and what lights a window is decided here, once per change and not per frame.
 */
import { Box3, Group, type PerspectiveCamera, type Ray, Vector3 } from 'three';
import { emptyPlan, type CompoundPlan, type Enu } from '#shared/twin/compound.ts';
import type { ElementRef, ModelLoad } from '../contract.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import type { Shade } from './chunkMaterial.ts';
import { createHouseholdIndex } from './householdIndex.ts';
import { litLevel } from './litWindows.ts';
import { loadModel, type LoadedModel } from './loadModel.ts';
import { isAboveCut, isAboveModelStorey, storeyCut } from './storeyIsolation.ts';

export interface ModelHit {
  readonly element: ElementRef;
  readonly distanceM: number;
}

export interface ModelLayer {
  readonly group: Group;
  add(modelId: string, shiftEnu: Enu, loading: (load: ModelLoad) => void): Promise<void>;
  remove(modelId: string): void;
  setPlan(plan: CompoundPlan): void;
  isolateStorey(storey: { readonly buildingId: string; readonly level: number } | null): void;
  isolateModelStorey(storey: { readonly modelId: string; readonly storey: number } | null): void;
  select(element: ElementRef | null): void;
  setXray(on: boolean): void;
  setHour(hour: number): void;
  /** Leaves out what appears smaller than `minSizePx`; `pxPerRad` is the view's CSS pixels per radian. */
  cut(camera: PerspectiveCamera, minSizePx: number, pxPerRad: number): void;
  setShade(shade: Shade): void;
  pick(rayEnu: Ray): ModelHit | null;
  bounds(): Box3;
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
  const models = new Map<string, LoadedModel>();
  const running = new Map<
    string,
    { readonly done: Promise<void>; readonly stop: AbortController; readonly shiftEnu: Enu }
  >();
  let plan = emptyPlan;
  let cutStorey: { readonly buildingId: string; readonly level: number } | null = null;
  let modelStorey: { readonly modelId: string; readonly storey: number } | null = null;
  let selected: ElementRef | null = null;
  let xray = false;
  let hour = 20;
  let households = createHouseholdIndex(plan);

  const applyHidden = () => {
    const cut = cutStorey ? storeyCut(plan, cutStorey.buildingId, cutStorey.level) : null;
    for (const [modelId, { columns, manifest, state }] of models) {
      const own = modelStorey?.modelId === modelId ? modelStorey.storey : null;
      const elevationsM = manifest.storeys.map((storey) => storey.elevationM);
      columns.centreEnu.forEach((centreEnu, element) => {
        const hidden =
          (cut !== null && centreEnu !== null && isAboveCut(cut, centreEnu)) ||
          (own !== null && isAboveModelStorey(elevationsM, own, columns.storey[element] ?? -1, centreEnu));
        state.setHidden(element, hidden);
      });
    }
    changed('geometry');
  };
  const applyLit = () => {
    for (const { columns, state, windows } of models.values())
      for (const element of windows) {
        const centre = columns.centreEnu[element];
        if (centre) state.setLit(element, litLevel(households.at(centre), element, hour));
      }
    changed('state');
  };
  const applySelection = (element: ElementRef | null, on: boolean) => {
    if (element) models.get(element.modelId)?.state.setSelected(element.element, on);
  };
  const refresh = () => {
    applyHidden();
    applyLit();
    applySelection(selected, true);
  };
  const removeModel = (modelId: string) => {
    running.get(modelId)?.stop.abort();
    running.delete(modelId);
    const model = models.get(modelId);
    if (!model) return;
    models.delete(modelId);
    for (const chunk of model.chunks) group.remove(chunk.mesh);
    model.dispose();
    changed('geometry');
  };

  return {
    group,
    add(modelId, shiftEnu, loading) {
      const present = running.get(modelId);
      if (present && String(present.shiftEnu) === String(shiftEnu)) return present.done;
      if (present) removeModel(modelId);
      const stop = new AbortController();
      const done = loadModel(base, modelId, shiftEnu, shared, stop.signal, {
        ready(model) {
          models.set(modelId, model);
          refresh();
        },
        chunk(chunk, fraction) {
          chunk.setXray(xray);
          group.add(chunk.mesh);
          changed('geometry');
          loading({ modelId, fraction });
        },
      }).catch((error: unknown) => {
        if (running.get(modelId)?.stop === stop) removeModel(modelId);
        if (!stop.signal.aborted) throw error;
      });
      running.set(modelId, { done, stop, shiftEnu });
      return done;
    },
    remove: removeModel,
    setPlan(next) {
      plan = next;
      households = createHouseholdIndex(plan);
      refresh();
    },
    isolateStorey(storey) {
      cutStorey = storey;
      applyHidden();
    },
    isolateModelStorey(storey) {
      modelStorey = storey;
      applyHidden();
    },
    select(element) {
      applySelection(selected, false);
      selected = element;
      applySelection(selected, true);
      changed('state');
    },
    setXray(on) {
      if (on === xray) return;
      xray = on;
      for (const { chunks } of models.values()) for (const chunk of chunks) chunk.setXray(on);
      changed('state');
    },
    setHour(next) {
      if (next === hour) return;
      hour = next;
      applyLit();
    },
    cut(camera, minSizePx, pxPerRad) {
      for (const { chunks } of models.values())
        for (const chunk of chunks) {
          const away = Math.max(
            1,
            chunk.sphere.center.distanceTo(camera.position) - chunk.sphere.radius * 0.7,
          );
          chunk.cut((minSizePx * away) / pxPerRad);
        }
    },
    setShade(shade) {
      for (const { chunks } of models.values()) for (const chunk of chunks) chunk.setShade(shade);
    },
    pick(rayEnu) {
      let best: ModelHit | null = null;
      for (const [modelId, { chunks, state }] of models)
        for (const chunk of chunks) {
          const hit = chunk.pick(rayEnu, state.isHidden);
          if (hit && (!best || hit.distanceM < best.distanceM))
            best = { element: { modelId, element: hit.element }, distanceM: hit.distanceM };
        }
      return best;
    },
    bounds() {
      const box = new Box3();
      const corner = new Vector3();
      for (const { manifest } of models.values()) {
        if (!manifest.bounds) continue;
        box.expandByPoint(corner.set(...manifest.bounds.minEnu));
        box.expandByPoint(corner.set(...manifest.bounds.maxEnu));
      }
      return box;
    },
    flush() {
      for (const { state } of models.values()) state.flush();
    },
    dispose() {
      running.forEach((_, modelId) => removeModel(modelId));
    },
  };
}

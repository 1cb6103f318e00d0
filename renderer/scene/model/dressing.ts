/**
 * What the elements of all models look like: hidden by storeys or by hand, seen through, coloured, lit, selected, lifted;
 * once, or for each of two sides. Decided once per change and not per frame.
 */
import { emptyPlan, type CompoundPlan } from '#shared/twin/compound.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import type { Side } from '../splitContract.ts';
import type { ElementAppearance, ElementRef } from '../toolContract.ts';
import { dressAppearance, hasGhosts, isShownBy, plain } from './appearance.ts';
import { tellCut } from './cutUniforms.ts';
import { createHouseholdIndex } from './householdIndex.ts';
import { stepOf, type Lift } from './lift.ts';
import { litLevel } from './litWindows.ts';
import type { LoadedModel } from './loadedModel.ts';
import { isAboveCut, isAboveModelStorey, isBelowCut, storeyCut } from './storeyIsolation.ts';

export type SidesShown = readonly [left: ElementAppearance, right: ElementAppearance];

const SIDES: readonly Side[] = [0, 1];

export interface Dressing {
  setPlan(plan: CompoundPlan): void;
  isolateStorey(storey: { readonly buildingId: string; readonly level: number } | null): void;
  isolateModelStorey(storey: { readonly modelId: string; readonly storey: number } | null): void;
  select(element: ElementRef | null): void;
  setHour(hour: number): void;
  setAppearance(appearance: ElementAppearance): void;
  /** Two versions at once, each on top of the appearance; null: one. */
  setSides(sides: SidesShown | null): void;
  /** `gapM` is a uniform: this says which storey an element stands on. */
  setLift(lift: Lift | null): void;
  /** One that has just come looks as the others do. */
  dress(modelId: string, model: LoadedModel): void;
  /** Whether some elements of a model are seen through by themselves. */
  hasGhosts(modelId: string): boolean;
  /** Whether nothing of a model is shown on a side. */
  isAway(modelId: string, side: Side): boolean;
}

export function createDressing(
  shared: SceneUniforms,
  loaded: () => readonly (readonly [string, LoadedModel])[],
  changed: (what: 'geometry' | 'state') => void,
): Dressing {
  let plan = emptyPlan;
  let cutStorey: { readonly buildingId: string; readonly level: number } | null = null;
  let modelStorey: { readonly modelId: string; readonly storey: number } | null = null;
  let selected: ElementRef | null = null;
  let hour = 20;
  let appearance: ElementAppearance = plain;
  let sides: SidesShown | null = null;
  let lift: Lift | null = null;
  let households = createHouseholdIndex(plan);
  const away = new Map<string, [boolean, boolean]>();

  const cutOf = () => (cutStorey ? storeyCut(plan, cutStorey.buildingId, cutStorey.level) : null);
  const appearances = (side: Side) => (sides ? [appearance, sides[side]] : [appearance]);
  /** Tells each side by itself what it shows; the left one is asked afterwards, until somebody points elsewhere. */
  const onEach = (
    { state }: LoadedModel,
    tell: (shown: readonly ElementAppearance[], side: Side) => void,
  ) => {
    for (const side of sides ? SIDES : SIDES.slice(0, 1)) {
      state.turn(side);
      tell(appearances(side), side);
    }
    state.turn(0);
  };
  const hide = (modelId: string, model: LoadedModel, cut = cutOf()) => {
    const { columns, manifest, state } = model;
    const own = modelStorey?.modelId === modelId ? modelStorey.storey : null;
    const elevationsM = manifest.storeys.map((storey) => storey.elevationM);
    const isCut = columns.centreEnu.map(
      (centreEnu, element) =>
        (cut !== null && centreEnu !== null && (isAboveCut(cut, centreEnu) || isBelowCut(cut, centreEnu))) ||
        (own !== null && isAboveModelStorey(elevationsM, own, columns.storey[element] ?? -1, centreEnu)),
    );
    const gone: [boolean, boolean] = [false, false];
    onEach(model, (shown, side) => {
      let some = false;
      isCut.forEach((off, element) => {
        const hidden = off || !shown.every((one) => isShownBy(one, modelId, element));
        state.setHidden(element, hidden);
        some ||= !hidden;
      });
      gone[side] = !some && isCut.length > 0;
    });
    away.set(modelId, gone);
  };
  const applyHidden = () => {
    const cut = cutOf();
    tellCut(shared, cut);
    for (const [modelId, model] of loaded()) hide(modelId, model, cut);
    changed('geometry');
  };
  const paint = (modelId: string, model: LoadedModel) => {
    onEach(model, (shown) => dressAppearance(shown, modelId, model));
    const some = hasGhostsOf(modelId);
    for (const chunk of model.chunks) chunk.setGhosts(some);
    model.points?.setGhosts(some);
  };
  const hasGhostsOf = (modelId: string) => hasGhosts(sides ? [appearance, ...sides] : [appearance], modelId);
  const light = ({ columns, state, windows }: LoadedModel) => {
    for (const element of windows) {
      const centre = columns.centreEnu[element];
      if (centre) state.setLit(element, litLevel(households.at(centre), element, hour));
    }
  };
  const applyLit = () => {
    for (const [, model] of loaded()) light(model);
    changed('state');
  };
  const stepUp = (modelId: string, { columns, steps }: LoadedModel) => {
    const own = lift && (lift.modelId === null || lift.modelId === modelId) ? lift : null;
    steps.set((element) => {
      const centreEnu = columns.centreEnu[element];
      return own && centreEnu ? stepOf(own, centreEnu) : 0;
    });
  };
  const applySelection = (on: boolean) => {
    for (const [modelId, { state }] of selected ? loaded() : [])
      if (modelId === selected?.modelId) state.setSelected(selected.element, on);
  };

  return {
    setPlan(next) {
      plan = next;
      households = createHouseholdIndex(plan);
      applyHidden();
      applyLit();
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
      applySelection(false);
      selected = element;
      applySelection(true);
      changed('state');
    },
    setHour(next) {
      if (next === hour) return;
      hour = next;
      applyLit();
    },
    setAppearance(next) {
      appearance = next;
      for (const [modelId, model] of loaded()) paint(modelId, model);
      applyHidden();
      changed('state');
    },
    setSides(next) {
      const isOther = (next === null) !== (sides === null);
      sides = next;
      for (const [modelId, model] of loaded()) {
        model.state.split(sides !== null);
        paint(modelId, model);
        if (isOther) light(model);
      }
      applySelection(true);
      applyHidden();
      changed('state');
    },
    setLift(next) {
      if (next === lift) return;
      lift = next;
      for (const [modelId, model] of loaded()) stepUp(modelId, model);
    },
    dress(modelId, model) {
      model.state.split(sides !== null);
      away.delete(modelId);
      if (cutStorey || modelStorey || appearance !== plain || sides) hide(modelId, model);
      if (appearance !== plain || sides) paint(modelId, model);
      light(model);
      if (lift) stepUp(modelId, model);
      if (selected?.modelId === modelId) applySelection(true);
    },
    hasGhosts: hasGhostsOf,
    isAway: (modelId, side) => away.get(modelId)?.[sides ? side : 0] ?? false,
  };
}

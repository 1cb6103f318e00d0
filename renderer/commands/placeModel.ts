/** A model is put where it belongs: by points and where they go, by numbers, or back to where it stands by itself. */
import {
  after,
  fitted,
  moveBy,
  turnAbout,
  unmoved,
  type HandPlacement,
} from '#shared/models/handPlacement.ts';
import { standingShifts } from '#shared/models/standing.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import type { Enu } from '#shared/twin/compound.ts';
import { askHub } from '#state/account.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { flyToModel } from './focus.ts';

export function beginPlacing(screen: ScreenContext, model: ModelManifest): void {
  screen.choices.setState({ overlay: null, selection: null });
  screen.appearance.setState({
    tool: 'place',
    placing: { modelId: model.id, withHeight: false },
    draftEnu: [],
    draftElement: null,
    explode: null,
  });
  flyToModel(screen, model);
}

/** Pairs of a point of the model and where it goes; the last may still lack its other half. */
export function pairsOf(points: readonly Enu[]): (readonly [Enu, Enu])[] {
  const pairs: (readonly [Enu, Enu])[] = [];
  for (let nth = 0; nth + 1 < points.length; nth += 2) {
    const [from, to] = [points[nth], points[nth + 1]];
    if (from && to) pairs.push([from, to]);
  }
  return pairs;
}

/** From where it stands in the scene now, to where the points put it; null: they say nothing yet. */
export function placedByPoints({ appearance }: ScreenContext): HandPlacement | null {
  const { draftEnu, placing } = appearance.getState();
  return placing && fitted(pairsOf(draftEnu), placing.withHeight);
}

/** Moved and turned about its middle. */
export function placedByNumbers(
  model: ModelManifest,
  shiftM: Enu,
  turnRad: number,
  standing: Enu,
): HandPlacement {
  const { bounds } = model;
  const middle: Enu = bounds
    ? [
        (bounds.minEnu[0] + bounds.maxEnu[0]) / 2 + standing[0],
        (bounds.minEnu[1] + bounds.maxEnu[1]) / 2 + standing[1],
        0,
      ]
    : [0, 0, 0];
  return after(turnAbout(middle, turnRad), moveBy(shiftM));
}

export function standingOf({ facts }: ScreenContext, modelId: string): Enu {
  const { models, plan } = facts.getState();
  return standingShifts(models, plan).get(modelId) ?? [0, 0, 0];
}

/** A position that was doubted is read as it was probably meant. */
export async function takeAsMeant({ notices }: ScreenContext, model: ModelManifest): Promise<void> {
  const path = `/api/models/${encodeURIComponent(model.id)}/placement`;
  const answer = await askHub('PUT', path, { hand: null, asMeant: true });
  if (!answer.ok) notices.fault(answer.error);
}

/** `change`: from how the scene shows it now; null: back to where it stands by itself. */
export async function placeModel(
  screen: ScreenContext,
  model: ModelManifest,
  change: HandPlacement | null,
): Promise<void> {
  const now = after(model.hand ?? unmoved, moveBy(standingOf(screen, model.id)));
  const hand = change && after(now, change);
  const answer = await askHub('PUT', `/api/models/${encodeURIComponent(model.id)}/placement`, { hand });
  if (!answer.ok) return screen.notices.fault(answer.error);
  screen.appearance.setState({ tool: null, placing: null, draftEnu: [] });
}

/** While a model is being placed: when it comes to stand elsewhere, or goes, points that were pressed on it mean nothing. */
export function watchPlaced(screen: ScreenContext): () => void {
  const { facts, appearance } = screen;
  const standing = (modelId: string, { models, plan }: ReturnType<typeof facts.getState>) => {
    const model = models.find(({ id }) => id === modelId);
    return model && [model.importedAtMs, ...(standingShifts(models, plan).get(modelId) ?? [])].join(' ');
  };
  return facts.subscribe((now, before) => {
    const { tool, placing } = appearance.getState();
    if (tool !== 'place' || !placing || now.models === before.models) return;
    const stands = standing(placing.modelId, now);
    if (stands === undefined) appearance.setState({ tool: null, placing: null, draftEnu: [] });
    else if (stands !== standing(placing.modelId, before)) appearance.setState({ draftEnu: [] });
  });
}

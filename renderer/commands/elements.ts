/** Elements of imported models: choosing one, with what is known of it. */
import { standingShifts } from '#shared/models/standing.ts';
import type { ElementDetail, FoundElement } from '#shared/protocol/model.ts';
import type { ElementDifference } from '#shared/protocol/difference.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { ScreenContext } from '#state/screenContext.ts';

const nearestM = 4;

/** Chosen at once; its properties follow where they are not held, if it is still chosen then. */
export async function selectElement(
  { choices, facts, books }: ScreenContext,
  modelId: string,
  index: number,
  positionEnu: Enu,
): Promise<void> {
  const model = facts.getState().models.find(({ id }) => id === modelId);
  const held = model ? books.detail(model, index) : null;
  choices.setState({
    selection: { kind: 'element', element: { modelId, element: index }, positionEnu, detail: held },
  });
  if (held) return;
  const response = await fetch(`/api/models/${encodeURIComponent(modelId)}/elements/${index}`).catch(
    () => null,
  );
  const answer = response?.ok
    ? ((await response.json().catch(() => null)) as { element: ElementDetail } | null)
    : null;
  if (!answer) return;
  // Who looks at one element looks at more of its model.
  if (model) void books.open([model]);
  choices.setState(({ selection }) => {
    if (
      selection?.kind !== 'element' ||
      selection.element.modelId !== modelId ||
      selection.element.element !== index
    )
      return {};
    return { selection: { ...selection, detail: answer.element } };
  });
}

/** Chooses what was found and flies there: to where its model stands, not to where its file says. */
export function goToElement(
  screen: ScreenContext,
  found: Pick<FoundElement, 'modelId' | 'index' | 'centreEnu' | 'sizeM'>,
): void {
  const { models, plan } = screen.facts.getState();
  const [dx, dy, dz] = standingShifts(models, plan).get(found.modelId) ?? [0, 0, 0];
  const [x, y, z] = found.centreEnu;
  const positionEnu: Enu = [x + dx, y + dy, z + dz];
  void screen.scene.current()?.flyTo({ positionEnu, radiusM: Math.max(nearestM, found.sizeM) });
  void selectElement(screen, found.modelId, found.index, positionEnu);
}

/** The same for one that only its GlobalId is known of; false where the hub finds none that stands somewhere. */
export async function goToGlobalId(
  screen: ScreenContext,
  modelId: string,
  globalId: string,
): Promise<boolean> {
  const url = `/api/models/elements?q=${encodeURIComponent(globalId)}&limit=100`;
  const response = await fetch(url).catch(() => null);
  const answer = response?.ok ? ((await response.json()) as { elements: readonly FoundElement[] }) : null;
  const found = answer?.elements.find((one) => one.modelId === modelId && one.globalId === globalId);
  if (found) goToElement(screen, found);
  return found !== undefined;
}

/** As it is after; what is gone where it was. */
export function showDifference(screen: ScreenContext, element: ElementDifference): void {
  const at = element.after ?? element.before;
  const { centreEnu, sizeM } = element;
  if (at && centreEnu) goToElement(screen, { ...at, centreEnu, sizeM });
}

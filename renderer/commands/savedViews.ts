/** Views that are kept for everybody: taking one, going back to one. */
import type { ElementSet, Rgb } from '#scene/toolContract.ts';
import type { SceneHost } from '#scene/contract.ts';
import type {
  NamedElements,
  SavedView,
  SavedViewDraft,
  SavedViewSummary,
} from '#shared/protocol/savedView.ts';
import { askHub } from '#state/account.ts';
import { setOf } from '#state/elementSets.ts';
import type { ScreenContext } from '#state/screenContext.ts';

const thumbnailPx = [320, 180] as const;
const mostThumbnailChars = 40_000;

/** A small JPEG of a picture; the coarser the more there is to see. */
export async function jpegThumbnail(blob: Blob): Promise<string> {
  const picture = await createImageBitmap(blob);
  const [widthPx, heightPx] = thumbnailPx;
  const canvas = document.createElement('canvas');
  canvas.width = widthPx;
  canvas.height = heightPx;
  const scale = Math.max(widthPx / picture.width, heightPx / picture.height);
  const [w, h] = [picture.width * scale, picture.height * scale];
  canvas.getContext('2d')?.drawImage(picture, (widthPx - w) / 2, (heightPx - h) / 2, w, h);
  picture.close();
  for (const quality of [0.8, 0.6, 0.4, 0.2]) {
    const url = canvas.toDataURL('image/jpeg', quality);
    if (url.length < mostThumbnailChars) return url;
  }
  return canvas.toDataURL('image/jpeg', 0.05);
}

const named = (host: SceneHost, set: ElementSet): NamedElements =>
  [...set].map(([modelId, own]) => ({ modelId, ids: host.idsOf(modelId, [...own]) }));

const found = (host: SceneHost, elements: NamedElements): ElementSet =>
  setOf(
    elements.flatMap(({ modelId, ids }) =>
      host.elementsOf(modelId, ids).map((element) => ({ modelId, element })),
    ),
  );

async function draftOf(
  host: SceneHost,
  { appearance }: ScreenContext,
  name: string,
): Promise<SavedViewDraft> {
  const { hidden, isolated, ghosted, colors, section } = appearance.getState();
  const byColor = new Map<string, { rgb: Rgb; elements: Map<string, Set<number>> }>();
  for (const [modelId, own] of colors)
    for (const [element, rgb] of own) {
      const group = byColor.get(rgb.join()) ?? { rgb, elements: new Map<string, Set<number>>() };
      byColor.set(rgb.join(), group);
      const painted = group.elements.get(modelId) ?? new Set<number>();
      group.elements.set(modelId, painted.add(element));
    }
  return {
    name,
    pose: host.pose(),
    hidden: named(host, hidden),
    isolated: isolated && named(host, isolated),
    ghosted: named(host, ghosted),
    colors: [...byColor.values()].map(({ rgb, elements }) => ({ rgb, elements: named(host, elements) })),
    section,
    thumbnail: await jpegThumbnail(await host.snapshot()),
  };
}

export async function loadViews({ facts }: ScreenContext): Promise<void> {
  const { compoundId } = facts.getState();
  if (compoundId === null) return;
  const answer = await askHub<{ views: readonly SavedViewSummary[] }>(
    'GET',
    `/api/compounds/${encodeURIComponent(compoundId)}/saved-views`,
  );
  if (answer.ok && facts.getState().compoundId === compoundId) facts.setState({ savedViews: answer.views });
}

/** True once it is kept. */
export async function saveView(screen: ScreenContext, name: string): Promise<boolean> {
  const host = screen.scene.current();
  const { compoundId } = screen.facts.getState();
  if (!host || compoundId === null) return false;
  const draft = await draftOf(host, screen, name);
  const answer = await askHub('POST', `/api/compounds/${encodeURIComponent(compoundId)}/saved-views`, draft);
  if (!answer.ok) screen.notices.fault(answer.error);
  await loadViews(screen);
  return answer.ok;
}

export async function deleteView(screen: ScreenContext, id: string): Promise<void> {
  const answer = await askHub('DELETE', `/api/saved-views/${encodeURIComponent(id)}`);
  if (!answer.ok) screen.notices.fault(answer.error);
  await loadViews(screen);
}

/** Everything looks as it did then; elements that are no longer there are left out. */
export async function showSavedView(screen: ScreenContext, id: string): Promise<void> {
  const answer = await askHub<{ view: SavedView }>('GET', `/api/saved-views/${encodeURIComponent(id)}`);
  if (!answer.ok) return screen.notices.fault(answer.error);
  const host = screen.scene.current();
  if (!host) return undefined;
  const { hidden, isolated, ghosted, colors, section, pose } = answer.view;
  const painted = new Map<string, Map<number, Rgb>>();
  for (const { rgb, elements } of colors)
    for (const [modelId, own] of found(host, elements)) {
      const model = painted.get(modelId) ?? new Map<number, Rgb>();
      painted.set(modelId, model);
      for (const element of own) model.set(element, rgb);
    }
  screen.choices.setState({ storey: null });
  screen.appearance.setState({
    hidden: found(host, hidden),
    isolated: isolated && found(host, isolated),
    ghosted: found(host, ghosted),
    colors: painted,
    restColor: null,
    section,
    explode: null,
    tool: screen.appearance.getState().explode ? null : screen.appearance.getState().tool,
  });
  await host.flyTo(pose);
  return undefined;
}

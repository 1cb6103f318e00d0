/** Saved views carried to other programs and taken from them, as BCF. */
import type { NamedElements, SavedView, SavedViewDraft } from '#shared/protocol/savedView.ts';
import { bcfTexts, guidOf, type BcfVersion } from '#shared/bcf/writeBcf.ts';
import type { SceneHost } from '#scene/contract.ts';
import { askHub } from '#state/account.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { saveBlob } from '#ui/saveFile.ts';
import type { BcfView } from './readBcf.ts';
import { isSameView } from './sameView.ts';
import { jpegThumbnail, loadViews } from './savedViews.ts';

export async function exportBcf(screen: ScreenContext, version: BcfVersion): Promise<void> {
  const { savedViews, compoundId } = screen.facts.getState();
  const host = screen.scene.current();
  if (!host) return;
  const views: SavedView[] = [];
  for (const { id } of savedViews) {
    const answer = await askHub<{ view: SavedView }>('GET', `/api/saved-views/${encodeURIComponent(id)}`);
    if (!answer.ok) return screen.notices.fault(answer.error);
    views.push(answer.view);
  }
  const { strToU8, zipSync } = await import('fflate');
  const fovDeg = (host.viewpoint.fovRad * 180) / Math.PI;
  const aspect = host.element.clientWidth / Math.max(1, host.element.clientHeight);
  const files = Object.fromEntries(
    bcfTexts(views, version, Number(fovDeg.toFixed(3)), aspect).map(({ path, text }) => [
      path,
      strToU8(text),
    ]),
  );
  for (const { id, thumbnail } of views) {
    const base64 = thumbnail.slice(thumbnail.indexOf(',') + 1);
    files[`${guidOf(id, 'topic')}/snapshot.jpg`] = Uint8Array.from(atob(base64), (char) =>
      char.charCodeAt(0),
    );
  }
  saveBlob(
    `${compoundId ?? 'views'}.bcf`,
    new Blob([zipSync(files).slice().buffer], { type: 'application/zip' }),
  );
}

/** Elements are looked for in every model that is shown. */
function namedIn(screen: ScreenContext, host: SceneHost, ids: readonly string[]): NamedElements {
  if (ids.length === 0) return [];
  return screen.facts.getState().models.flatMap(({ id: modelId }) => {
    const own = host.idsOf(modelId, host.elementsOf(modelId, ids));
    return own.length > 0 ? [{ modelId, ids: own }] : [];
  });
}

async function draftOf(screen: ScreenContext, host: SceneHost, view: BcfView): Promise<SavedViewDraft> {
  const picture = view.snapshot ? new Blob([view.snapshot.slice().buffer]) : await host.snapshot();
  return {
    name: view.name,
    pose: view.pose,
    section: view.section,
    hidden: namedIn(screen, host, view.hidden),
    isolated: view.isolated && namedIn(screen, host, view.isolated),
    ghosted: [],
    colors: view.colors.map(({ rgb, ids }) => ({ rgb: [...rgb], elements: namedIn(screen, host, ids) })),
    thumbnail: await jpegThumbnail(picture),
  };
}

/** The same file is read twice, or comes back from whom it was sent to: what is there already is there once. */
async function isKept({ facts }: ScreenContext, draft: SavedViewDraft): Promise<boolean> {
  for (const { id, name } of facts.getState().savedViews) {
    if (name !== draft.name) continue;
    const answer = await askHub<{ view: SavedView }>('GET', `/api/saved-views/${encodeURIComponent(id)}`);
    if (answer.ok && isSameView(answer.view, draft)) return true;
  }
  return false;
}

export async function importBcf(screen: ScreenContext, file: File): Promise<void> {
  const { notices, facts } = screen;
  const host = screen.scene.current();
  const { compoundId } = facts.getState();
  if (!host || compoundId === null) return;
  const { readBcf } = await import('./readBcf.ts');
  const read = readBcf(new Uint8Array(await file.arrayBuffer()));
  if (!read) return notices.say('error', { key: 'bcf.none', values: { name: file.name } });
  let taken = 0;
  let known = 0;
  for (const view of read.views) {
    const draft = await draftOf(screen, host, view).catch(() => null);
    if (draft && (await isKept(screen, draft))) {
      known++;
      continue;
    }
    const answer =
      draft && (await askHub('POST', `/api/compounds/${encodeURIComponent(compoundId)}/saved-views`, draft));
    if (answer && !answer.ok) {
      notices.fault(answer.error);
      break;
    }
    if (answer) taken++;
  }
  await loadViews(screen);
  const left = read.views.length - taken - known + read.unread;
  notices.say(
    'info',
    known > 0
      ? { key: 'bcf.taken.known', values: { taken, left, known } }
      : { key: 'bcf.taken', values: { taken, left } },
  );
}

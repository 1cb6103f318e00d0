/** Pictures of a storey's plan and of storeys moved apart, for the guide. */
import { settle, startFire, type PictureStage } from './pictureStage.ts';
import type { PictureWalk, Take } from './pictureWalk.ts';

const size = { width: 1920, height: 1080, theme: 'duty' } as const;

async function takeStoreyPictures(stage: PictureStage, take: Take): Promise<void> {
  let page = await stage.open({ ...size, language: 'en' });
  await startFire(page);
  await settle(page, 8000);
  await page.locator('.scene-canvas canvas').focus();
  await page.keyboard.press('/');
  await page.getByTestId('search-input').fill('Building 8 storey 4');
  await settle(page, 1000);
  await page.keyboard.press('Enter');
  await page.getByTestId('plan-sheet').waitFor();
  await settle(page, 2000);
  await take(page, 'tool-plan-en');
  await page.close();

  page = await stage.open({ ...size, language: 'zh' });
  await page.getByRole('treeitem', { name: /^3号楼/ }).click();
  await settle(page, 4000);
  await page.locator('[data-command="tool.explode"]').click();
  await page.getByTestId('detail').locator('.close').click();
  await settle(page, 9000);
  await take(page, 'tool-explode-zh');
  await page.close();
}

export const storeyPictures: readonly PictureWalk[] = [
  {
    names: ['tool-plan-en', 'tool-explode-zh'],
    walk: takeStoreyPictures,
  },
];

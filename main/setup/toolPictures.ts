/** Pictures of the scene's tools for the guide, each as an operator would use it. */
import type { Page } from '@playwright/test';
import { settle, type PictureStage } from './pictureStage.ts';
import type { PictureWalk, Take } from './pictureWalk.ts';

const size = { width: 1920, height: 1080, theme: 'duty' } as const;

async function press(page: Page, xShare: number, yShare: number): Promise<void> {
  const box = await page.locator('.scene-canvas canvas').boundingBox();
  if (!box) throw new Error('there is no scene');
  await page.mouse.click(box.x + box.width * xShare, box.y + box.height * yShare);
  await settle(page, 1500);
}

async function takeToolPictures(stage: PictureStage, take: Take): Promise<void> {
  let page = await stage.open({ ...size, language: 'zh' });
  await page.getByRole('treeitem', { name: /^8号楼/ }).click();
  await settle(page, 5000);
  await page.getByTestId('detail').locator('.close').click();
  await page.keyboard.press('t');
  await press(page, 0.3, 0.45);
  await press(page, 0.62, 0.52);
  await page.getByTestId('measure-card').locator('.tool-kinds button').nth(4).click();
  await press(page, 0.45, 0.4);
  await settle(page, 4000);
  await take(page, 'tool-measure-zh');
  await page.locator('.tool-acts button').last().click();
  await page.getByRole('treeitem', { name: /^8号楼/ }).click();
  await page.locator('[data-command="tool.section"]').click();
  await page.getByTestId('section-card').locator('.tool-kinds button').nth(2).click();
  await page.getByTestId('detail').locator('.close').click();
  await page.getByTestId('section-card').getByRole('slider').nth(4).fill('13');
  await settle(page, 9000);
  await take(page, 'tool-section-zh');
  await page.close();

  page = await stage.open({ ...size, language: 'en' });
  await page.getByRole('treeitem', { name: /^Building 8/ }).click();
  await settle(page, 4000);
  await page.getByTestId('detail').locator('.close').click();
  await page.locator('[data-tab="elements"]').click();
  await page.getByTestId('element-tree').getByRole('treeitem').nth(7).click();
  await page.getByTestId('element-property').click();
  await page.getByTestId('property-input').fill('PredefinedType');
  await page.getByRole('option', { name: /^PredefinedType/ }).click();
  await settle(page, 2500);
  await page.getByTestId('element-colors').click();
  await settle(page, 8000);
  await take(page, 'tool-tree-en');
  await page.close();
}

export const toolPictures: readonly PictureWalk[] = [
  {
    names: ['tool-measure-zh', 'tool-section-zh', 'tool-tree-en'],
    walk: takeToolPictures,
  },
];

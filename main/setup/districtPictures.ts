/** Pictures of the globe for the guide: three compounds, two of them in alarm. */
import type { Page } from '@playwright/test';
import { createPictureStage, settle } from './pictureStage.ts';

const size = { width: 1920, height: 1080, path: '/district' } as const;

export const districtPictureNames = ['district-zh', 'district-near-en'];

export async function takeDistrictPictures(take: (page: Page, name: string) => Promise<void>): Promise<void> {
  const compounds = ['yaguang', 'maofang', 'sanhe'];
  const stage = await createPictureStage(compounds.flatMap((id) => ['--compound', id]));
  await stage.say('maofang/smoke/smoke-1-1-101', { smoke: 0.31 });
  for (const hydrant of ['01', '02']) await stage.say(`sanhe/hydrant/hydrant-${hydrant}`, { pressure: 0.02 });
  let page = await stage.open({ ...size, language: 'zh', theme: 'duty' });
  await take(page, 'district-zh');
  await page.close();

  page = await stage.open({ ...size, language: 'en', theme: 'showcase' });
  // Down to a compound; the page that follows is kept away, so that the globe is seen where it hands over.
  await page.route(/compound=/, (route) => route.fulfill({ status: 204, body: '' }));
  await page.locator('[data-testid=district-compound][data-compound=maofang]').click();
  await settle(page, 9000);
  await take(page, 'district-near-en');
  await page.close();
  await stage.close();
}

/** Pictures of time for the guide: an instant played again, what changed between two, both beside each other, a recording elsewhere. */
import type { Page } from '@playwright/test';
import { createPictureStage, settle, type PictureStage } from './pictureStage.ts';
import { closeDetail, inBothLanguages, openIncident, type PictureWalk } from './pictureWalk.ts';

const fire = (stage: PictureStage) => stage.demo('fire');

/** The minute in which it began to burn is chosen, and the screen stands some seconds into it. */
async function chooseFire(page: Page): Promise<void> {
  await openIncident(page, /401室|unit 2, 401/);
  await page.getByTestId('replay-incident').click();
  await settle(page, 3000);
  await page.getByTestId('play').click();
  await closeDetail(page);
  await page.keyboard.press(',');
  await page.getByTestId('range-bar').waitFor();
  // Some minutes of the time bar, so that what happened in one is told apart.
  const axis = await page.getByTestId('time-axis').boundingBox();
  if (!axis) throw new Error('the time bar is not there');
  await page.mouse.move(axis.x + axis.width * 0.93, axis.y + axis.height / 2);
  for (let turn = 0; turn < 6; turn++) {
    await page.mouse.wheel(0, -240);
    await settle(page, 300);
  }
  await page.mouse.move(5, 5);
}

export const timePictures: readonly PictureWalk[] = [
  ...inBothLanguages('time-machine', fire, async (page) => {
    await chooseFire(page);
    await page.keyboard.press('ArrowRight');
    await page.getByTestId('step-kinds').click();
  }),
  ...inBothLanguages('time-changes', fire, async (page) => {
    await chooseFire(page);
    await page.keyboard.press('Shift+C');
    await page.getByTestId('changes-card').getByTestId('change').first().waitFor();
    await page.keyboard.press('ArrowRight');
    await settle(page, 2500);
  }),
  ...inBothLanguages('time-divider', fire, async (page) => {
    await chooseFire(page);
    await page.keyboard.press('Shift+Q');
    await page.getByTestId('held-edge').getByTestId('split-divider').waitFor();
    await settle(page, 9000);
  }),
];

/** Of a hub that has a recording by this name. */
export const recordingPictures: readonly PictureWalk[] = inBothLanguages(
  'recording',
  () => Promise.resolve(),
  async (page) => {
    await page.getByTestId('recording-banner').waitFor();
    await settle(page, 3000);
    // Past its quiet beginning.
    for (let step = 0; step < 6; step++) {
      await page.getByTestId('next-event').click();
      await settle(page, 1500);
    }
  },
  { path: '/?compound=recorded' },
);

/** What one hub lived through is played by another. */
export async function createRecordingStage(): Promise<PictureStage> {
  const first = await createPictureStage();
  const from = Date.now() - 20_000;
  await first.demo('fire');
  const range = new URLSearchParams({ from: String(from), to: String(Date.now()) });
  const file = await (await fetch(`${first.url}/api/compounds/yaguang/export?${range.toString()}`)).blob();
  await first.close();
  const second = await createPictureStage();
  const form = new FormData();
  form.append('file', file, 'recorded.linli');
  const taken = await fetch(`${second.url}/api/compounds/import?as=recorded`, { method: 'POST', body: form });
  if (!taken.ok) throw new Error(`the recording was not taken: ${await taken.text()}`);
  return second;
}

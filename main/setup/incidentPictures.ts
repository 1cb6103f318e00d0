/** Pictures of incidents for the guide: a fire as whoever commands it sees it, the brigade's sheet, lanes, the report, signed evidence. */
import { settle, type PictureStage } from './pictureStage.ts';
import { closeDetail, inBothLanguages, openIncident, type PictureWalk } from './pictureWalk.ts';

/** Of its own detector: the panel's alarm would show where the panel hangs. */
const burning = /401室|unit 2, 401/;
const thrown = { zh: '高空抛物', en: 'Object thrown' } as const;
const fire = (stage: PictureStage) => stage.demo('fire');
const aThrow = (stage: PictureStage) => stage.demo('throw');

export const incidentPictures: readonly PictureWalk[] = [
  ...inBothLanguages('incident-lanes', fire, async (page) => {
    await openIncident(page, burning);
    await closeDetail(page);
    await page.getByTestId('lanes-toggle').click();
    await page.locator('.incident-body').evaluate((body) => {
      const head = body.querySelector('.timeline-head');
      if (head) body.scrollTop += head.getBoundingClientRect().top - body.getBoundingClientRect().top - 12;
    });
    await page.mouse.move(5, 5);
  }),
  ...inBothLanguages('report', aThrow, async (page, language) => {
    await openIncident(page, thrown[language]);
    await page.getByTestId('report-open').click();
    await page.getByTestId('report-sheet').waitFor();
    await settle(page, 4000);
  }),
  ...inBothLanguages('evidence', aThrow, async (page, language) => {
    await openIncident(page, thrown[language]);
    await closeDetail(page);
    await page.getByTestId('evidence').locator('> summary').click();
    await page.getByTestId('evidence-make').click();
    await page.getByTestId('evidence-packages').waitFor({ timeout: 30_000 });
    await page.locator('[data-testid=evidence-make]:enabled').waitFor({ timeout: 30_000 });
    await page.locator('.incident-body').evaluate((body) => {
      const at = body.querySelector<HTMLElement>('.evidence')?.offsetTop ?? 0;
      body.scrollTop = at - 90;
    });
  }),
];

/** Taken last: the panel that they open stays open. */
export const firePictures: readonly PictureWalk[] = [
  ...inBothLanguages('fire-command', fire, async (page) => {
    await openIncident(page, burning);
    await closeDetail(page);
    await page.getByTestId('open-fire-command').click();
    await page.getByTestId('fire-glance').waitFor();
    await settle(page, 5000);
  }),
  ...inBothLanguages('hand-over', fire, async (page) => {
    await openIncident(page, burning);
    await closeDetail(page);
    await page.getByTestId('open-fire-command').click();
    await page.getByTestId('hand-over').click();
    await page.getByTestId('hand-over-sheet').waitFor();
  }),
];

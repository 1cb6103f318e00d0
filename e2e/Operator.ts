/** An operator at the operations screen, with an operator's verbs. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Acts that follow each other faster than this are taken for one double press. */
const betweenActsMs = 350;
/** Between where the hand let go and what is shown: the time bar goes on while the hand reaches for it. */
const farthestOffS = 30;

export class Operator {
  readonly page: Page;
  readonly faults: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.faults.push(error.message));
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await expect(this.page.getByTestId('operations')).toBeVisible();
    await expect(this.page.getByTestId('mode')).toContainText(/实时|LIVE/);
    await expect(this.page.locator('.connection')).toContainText(/已连接|Connected/);
  }

  alarm(text: string | RegExp): Locator {
    return this.page.getByTestId('alarm-list').locator('.alarm').filter({ hasText: text });
  }

  /** Brings a panel to the front, where it lies behind another. */
  async openPanel(id: string): Promise<void> {
    await this.page.locator(`[data-tab="${id}"]`).click();
  }

  async choose(alarm: Locator): Promise<void> {
    await alarm.click();
  }

  async acknowledge(alarm: Locator): Promise<void> {
    await this.choose(alarm);
    await this.pause();
    await this.page.getByTestId('acknowledge').click();
  }

  /** Drags along the time bar by minutes, from where the playhead stands. */
  async scrubBy(minutes: number): Promise<void> {
    const axis = this.page.getByTestId('time-axis');
    const box = await axis.boundingBox();
    const [from, to, now] = await Promise.all(
      ['aria-valuemin', 'aria-valuemax', 'aria-valuenow'].map(async (name) =>
        Number(await axis.getAttribute(name)),
      ),
    );
    if (!box || from === undefined || to === undefined || now === undefined)
      throw new Error('the time bar is not there');
    const x = (seconds: number) => box.x + ((seconds - from) / (to - from)) * box.width;
    const y = box.y + box.height * 0.35;
    await this.page.mouse.move(x(now), y);
    await this.page.mouse.down();
    await this.page.mouse.move(x(now + minutes * 30), y, { steps: 3 });
    const wanted = now + minutes * 60;
    await this.page.mouse.move(x(wanted), y, { steps: 3 });
    await this.page.mouse.up();
    // The screen shows an instant once its state is there; the way to it are instants too.
    await expect
      .poll(async () => Math.abs(Number(await axis.getAttribute('aria-valuenow')) - wanted))
      .toBeLessThan(farthestOffS);
    await expect(this.page.getByTestId('replay-loading')).toHaveCount(0);
  }

  /** As long as a hand takes from one act to the next. */
  async pause(): Promise<void> {
    await this.page.waitForTimeout(betweenActsMs);
  }

  async press(keys: string): Promise<void> {
    await this.pause();
    await this.page.keyboard.press(keys);
  }

  async find(text: string): Promise<void> {
    await this.page.getByTestId('search').click();
    await this.page.getByTestId('search-input').fill(text);
    await this.page.getByRole('dialog').getByRole('option').first().waitFor();
    await this.press('Enter');
  }

  /** Text of a point in the detail panel. */
  point(id: string): Locator {
    return this.page.getByTestId('detail').locator(`[data-point="${id}"]`);
  }

  mode(): Locator {
    return this.page.getByTestId('operations');
  }
}

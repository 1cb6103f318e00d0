/** Waits for the scene: a press during a flight ends it and meets whatever it flew over. */
import { expect, type Page } from '@playwright/test';

/** A flight asked for by the last act begins within this time. */
const beginsMs = 400;

export async function sceneRests(page: Page): Promise<void> {
  const canvas = page.locator('.scene-canvas canvas');
  await expect(async () => {
    await expect(canvas).toHaveAttribute('data-resting', 'true');
    const drawn = await canvas.getAttribute('data-frames');
    await page.waitForTimeout(beginsMs);
    expect(await canvas.getAttribute('data-frames')).toBe(drawn);
    expect(await canvas.getAttribute('data-resting')).toBe('true');
  }).toPass({ timeout: 60_000 });
}

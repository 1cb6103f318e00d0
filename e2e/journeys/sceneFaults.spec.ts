/** A card that cannot draw the scene costs the picture, not the desk: it is said, and the rest goes on. */
import { expect, test } from '@playwright/test';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation'] });
});
test.afterAll(() => hub.dispose());

test('a card that refuses a shader is said in words, and the panels work', async ({ page }) => {
  await page.addInitScript(() => {
    const { prototype } = WebGL2RenderingContext;
    const give = prototype.shaderSource;
    let refused = false;
    prototype.shaderSource = function (shader, source) {
      const spoil = !refused && source.includes('uHorizonColor');
      refused ||= spoil;
      give.call(this, shader, spoil ? `${source}\nthis is no GLSL` : source);
    };
  });
  const operator = new Operator(page);
  await operator.open(hub.url);
  await expect(page.locator('.scene-fault')).toContainText('显卡');
  await operator.find('8号楼2单元401');
  await expect(page.getByTestId('detail')).toContainText('8号楼2单元401');
  expect(operator.faults).toEqual([]);
});

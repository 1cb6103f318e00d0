/** A compound from nothing to live devices: drawn on a picture, built, its devices taken in, aimed, tried, and carried away. */
import { expect, test } from '../journey.ts';
import mqtt from 'mqtt';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import type { CompoundDrawing } from '#shared/drawing/drawing.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

test.use({ viewport: { width: 1366, height: 768 } });

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation'] });
});
test.afterAll(() => hub.dispose());

interface Stored {
  readonly drawing: CompoundDrawing;
  readonly devices: readonly PlannedDevice[];
}

test('a property company without a model draws its compound, and its devices are live in it', async ({
  page,
}) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  const password = 'a quiet night at the gate';
  await page.request.post(`${hub.url}/api/setup`, { data: { name: '站长', password } });
  const ask = async <T>(path: string): Promise<T> =>
    (await (await page.request.get(hub.url + path)).json()) as T;
  const stored = () => ask<Stored>('/api/compounds/lakeside/drawing');

  await page.goto(`${hub.url}/admin#compoundList`);
  const section = page.getByTestId('compounds');
  await section.getByText('新建小区').click();
  await section.getByLabel('编号', { exact: true }).fill('lakeside');
  await section.getByLabel('中文名').first().fill('湖畔小区');
  await section.getByLabel('纬度（°）').fill('30.5');
  await section.getByLabel('经度（°）').fill('114.4');
  await section.getByLabel('经纬度取自').selectOption('gcj02');
  await section.getByRole('button', { name: '创建' }).first().click();
  await section.getByRole('status').getByRole('link', { name: '绘制' }).click();
  await expect(page.getByTestId('planning')).toBeVisible();
  // Of a map of the internet, some hundred metres beside the true place.
  const { origin } = await ask<{ origin: { latDeg: number; lonDeg: number } }>(
    '/api/compounds/lakeside/drawing',
  );
  expect([Math.abs(origin.latDeg - 30.5) > 0.001, Math.abs(origin.lonDeg - 114.4) > 0.003]).toEqual([
    true,
    true,
  ]);

  // 1. The picture, set to scale by two points that are a hundred metres apart.
  await page.locator('input[type=file]').setInputFiles('assets/desktop/icon.png');
  const plan = page.getByTestId('ground-plan');
  await expect(plan.locator('image')).toHaveCount(1);
  await page.getByRole('button', { name: '用两点定比例' }).click();
  const box = await plan.boundingBox();
  if (!box) throw new Error('the ground plan is not there');
  for (const share of [0.4, 0.6]) await page.mouse.click(box.x + box.width * share, box.y + box.height * 0.5);
  await page.getByLabel('实际距离').fill('100');
  await page.getByRole('button', { name: '设定' }).click();

  // 2. A building by typed lengths, and a copy of it beside.
  const draw = async (tool: string, ...points: readonly string[]) => {
    await page.keyboard.press(tool);
    for (const point of points) {
      await page.keyboard.type(point);
      await page.keyboard.press('Enter');
    }
  };
  await page.locator('[data-step=buildings]').click();
  await draw('b', '-50,20', '45,0', '0,12');
  await page.keyboard.press('Escape');
  const inspector = page.getByTestId('inspector');
  await inspector.getByLabel('层数').fill('4');
  await inspector.getByLabel('单元数').fill('3');
  await inspector.getByLabel('单元数').press('Enter');
  await expect(inspector).toContainText('共 24 户');
  await plan.click({ position: { x: 5, y: 5 } });
  await expect(inspector).toHaveCount(0);
  await plan.locator('[data-key=building-1]').first().click();
  await page.keyboard.press('Control+d');
  for (let nth = 0; nth < 10; nth++) await page.keyboard.press('Shift+ArrowRight');
  await expect(inspector.getByLabel('楼号')).toHaveValue('2');
  await page.keyboard.press('Delete');
  await expect(plan.locator('[data-key=building-2]')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(plan.locator('[data-key=building-2]')).toHaveCount(1);

  // 3. The ground: fence, gate, road, a row of bays, green, trees, lamps.
  await page.locator('[data-step=site]').click();
  await draw('f', '-70,-40', '140,0', '0,90', '-140,0');
  await page.keyboard.press('Enter');
  await draw('e', '0,-40');
  await draw('r', '0,-40', '0,48', '60,0');
  await page.keyboard.press('Enter');
  await draw('p', '-60,-20', '25,0');
  await draw('g', '10,-35', '40,0', '0,25', '-40,0');
  await page.keyboard.press('Enter');
  await draw('t', '-20,-30');
  await draw('t', '-44,-30');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /补齐/ }).click();
  await draw('l', '-6,0');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('已保存', { exact: true })).toBeVisible();
  const { drawing } = await stored();
  expect(drawing.bays.map(({ count }) => count)).toEqual([10]);
  expect(drawing.trees).toHaveLength(5);
  expect(drawing.gates[0]?.at).toEqual([0, -40]);
  expect(drawing.underlay?.widthPx).toBeGreaterThan(10);
  const models = async () =>
    (await ask<{ models: ModelManifest[] }>('/api/models')).models.filter(
      ({ compound }) => compound === 'lakeside',
    );
  await expect.poll(async () => (await models()).length, { timeout: 30_000 }).toBe(3);
  const building = (await models()).find(({ id }) => id === 'lakeside-building-1');
  expect(building?.counts).toMatchObject({ storeys: 5, spaces: 24 });
  expect(building?.warnings).toEqual([]);
  const { plan: made } = await ask<{ plan: CompoundPlan }>('/api/compounds/lakeside/plan');
  expect(made.places.filter(({ kind }) => kind === 'household')).toHaveLength(48);
  expect(made.bays).toHaveLength(10);

  // 4. Devices: many from a table, a camera by a click, aimed by another.
  await page.locator('[data-step=devices]').click();
  await page.getByRole('button', { name: '从表格批量导入' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('textbox')
    .fill('1-1-101, 烟感, SN001\n1-2-302, 烟感, SN002\n9-9-901, 烟感, SN003\n1-1-101, 哗啦, SN004');
  await expect(dialog.getByTestId('table-counts')).toContainText(
    '可导入 3 台，其中 1 台没有位置；1 行不能用',
  );
  await dialog.getByRole('button', { name: '导入 3 台' }).click();
  await page.getByLabel('系统').selectOption('cctv');
  await draw('d', '0,-36');
  await page.getByRole('button', { name: /对准/ }).click();
  await page.keyboard.type('0,8');
  await page.keyboard.press('Enter');
  await expect(inspector.getByLabel('朝向')).toHaveValue('90');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('已保存', { exact: true })).toBeVisible();

  // 5. From the field: a planned one speaks and is ticked off, one that nobody planned is taken in.
  const broker = await mqtt.connectAsync(hub.mqttUrl);
  const say = (path: string, payload: unknown) =>
    broker.publishAsync(`linli/v1/lakeside/${path}`, JSON.stringify(payload), { qos: 1 });
  await page.locator('[data-step=test]').click();
  const list = page.getByTestId('test-list');
  await expect(page.getByTestId('test-counts')).toContainText('已测 0 / 4');
  await say('smoke/SN002/state', { t: Date.now(), v: { smoke: 0.01 } });
  await expect(list.getByRole('listitem').first()).toContainText('1-2-302');
  await page.getByRole('button', { name: '测试通过: 1-2-302 烟感' }).click();
  await expect(page.getByTestId('test-counts')).toContainText('已测 1 / 4');
  await say('lift/L1/meta', { name: '1 单元电梯' });
  await say('lift/L1/state', { t: Date.now(), v: { floor: 1 } });
  await page.getByRole('button', { name: '收进来: 1 单元电梯' }).click();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('已保存', { exact: true })).toBeVisible();
  const { devices } = await stored();
  expect(devices.map(({ id }) => id).toSorted()).toEqual(['L1', 'SN001', 'SN002', 'SN003', 'cctv-1']);
  expect(devices.find(({ id }) => id === 'SN002')?.tested?.by).toBe('站长');

  // Somebody else changed it meanwhile: nothing of theirs is lost.
  const theirs = await page.request.put(`${hub.url}/api/compounds/lakeside/drawing`, {
    data: { drawing: { ...drawing, lamps: [] }, devices, revision: 'of yesterday' },
  });
  expect(await theirs.json()).toMatchObject({ ok: false, error: { code: 'drawing-changed' } });

  // Somebody else saves first: whoever saves second is told, and chooses.
  const { revision } = await ask<{ revision: string }>('/api/compounds/lakeside/drawing');
  const first = await page.request.put(`${hub.url}/api/compounds/lakeside/drawing`, {
    data: { drawing: { ...drawing, lamps: [] }, revision },
  });
  expect(await first.json()).toMatchObject({ ok: true });
  await page.locator('[data-step=site]').click();
  await draw('l', '20,20');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('alert')).toContainText('别人同时改过这张图');
  page.once('dialog', (question) => void question.accept());
  await page.getByRole('button', { name: '用我的图覆盖' }).click();
  await expect(page.getByText('已保存', { exact: true })).toBeVisible();
  expect((await stored()).drawing.lamps).toHaveLength(2);

  // It goes as one file and stands elsewhere as it stood here.
  const file = await page.request.get(`${hub.url}/api/compounds/lakeside/export`);
  const taken = await page.request.post(`${hub.url}/api/compounds/import?as=annex`, {
    multipart: { file: { name: 'lakeside.linli', mimeType: 'application/zip', buffer: await file.body() } },
  });
  expect(await taken.json()).toEqual({ ok: true, compound: 'annex' });
  const annex = await ask<Stored>('/api/compounds/annex/drawing');
  expect(annex.drawing).toEqual((await stored()).drawing);
  const picture = await page.request.get(
    `${hub.url}/api/compounds/annex/underlay/${annex.drawing.underlay?.file ?? ''}`,
  );
  expect(picture.headers()['content-type']).toBe('image/png');

  // And it burns where it hangs.
  const operator = new Operator(page);
  await operator.open(hub.url);
  await page.getByRole('combobox', { name: '小区' }).selectOption('lakeside');
  await say('smoke/SN001/state', { t: Date.now(), v: { smoke: 0.01 } });
  await page.waitForTimeout(1500);
  await say('smoke/SN001/state', { t: Date.now(), v: { smoke: 0.4 } });
  await expect(operator.alarm('1-1-101')).toBeVisible();
  await broker.endAsync();
  expect(faults).toEqual([]);
});

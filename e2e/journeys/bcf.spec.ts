/** Views go to other programs as BCF and come back; topics of other programs become views. */
import { readFileSync } from 'node:fs';
import { expect, test } from '../journey.ts';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { SavedView, SavedViewSummary } from '#shared/protocol/savedView.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation'] });
  await hub.modelsReady();
});
test.afterAll(() => hub.dispose());

test('a view is exported, deleted and taken back as it was; an issue of another program becomes a view', async ({
  page,
}) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  const get = async <T>(path: string) => (await (await page.request.get(hub.url + path)).json()) as T;
  const views = async () =>
    (await get<{ views: SavedViewSummary[] }>('/api/compounds/yaguang/saved-views')).views;
  const whole = async (id: string) => (await get<{ view: SavedView }>(`/api/saved-views/${id}`)).view;
  await page.locator('[data-command="tool.views"]').click();
  const card = page.getByTestId('views-card');
  await card.getByTestId('view-name').fill('东墙 <裂缝>');
  await card.getByTestId('view-save').click();
  await expect(card.getByTestId('saved-view')).toHaveCount(1);
  const [kept] = await views();
  const before = await whole(kept?.id ?? '');

  for (const version of ['2.1', '3.0'] as const) {
    const download = page.waitForEvent('download');
    await card.getByRole('button', { name: `导出 BCF ${version}` }).click();
    const file = readFileSync(await (await download).path());
    const entries = unzipSync(file);
    expect(strFromU8(entries['bcf.version'] ?? new Uint8Array())).toContain(`VersionId="${version}"`);
    const [picture] = Object.entries(entries).filter(([path]) => path.endsWith('snapshot.jpg'));
    expect([...(picture?.[1].slice(0, 2) ?? [])]).toEqual([0xff, 0xd8]);
    for (const { id } of await views()) await page.request.delete(`${hub.url}/api/saved-views/${id}`);
    await page
      .getByTestId('bcf-file')
      .setInputFiles({ name: 'views.bcf', mimeType: 'application/zip', buffer: file });
    await expect.poll(async () => (await views()).map(({ name }) => name)).toEqual(['东墙 <裂缝>']);
    const [again] = await views();
    const { pose } = await whole(again?.id ?? '');
    pose.eyeEnu.forEach((value, nth) => expect(value).toBeCloseTo(before.pose.eyeEnu[nth] ?? NaN, 3));
    // The target is as far as any: the direction is what counts.
    const way = (one: SavedView['pose']) => one.targetEnu.map((value, nth) => value - (one.eyeEnu[nth] ?? 0));
    const unit = (all: readonly number[]) => all.map((value) => value / Math.hypot(...all));
    unit(way(pose)).forEach((value, nth) => expect(value).toBeCloseTo(unit(way(before.pose))[nth] ?? NaN, 5));
  }

  const elements = await get<{ globalId: string[]; type: string[] }>('/api/models/yaguang-8/elements');
  const door = elements.globalId[elements.type.indexOf('IfcDoor')] ?? '';
  expect(door).toHaveLength(22);
  const vector = (name: string, at: readonly number[]) =>
    `<${name}><X>${at[0]}</X><Y>${at[1]}</Y><Z>${at[2]}</Z></${name}>`;
  const foreign = zipSync({
    'bcf.version': strToU8('<?xml version="1.0"?><Version VersionId="2.1"/>'),
    'a/markup.bcf': strToU8(
      '<Markup><Topic Guid="a"><Title>门缺门牌</Title></Topic><Viewpoints Guid="b"><Viewpoint>vp.bcfv</Viewpoint></Viewpoints></Markup>',
    ),
    'a/vp.bcfv': strToU8(
      `<VisualizationInfo Guid="b"><Components><Selection><Component IfcGuid="${door}"/></Selection><Visibility DefaultVisibility="true"/></Components><OrthogonalCamera>${vector('CameraViewPoint', [80, 10, 20])}${vector('CameraDirection', [0, 1, -0.5])}<ViewToWorldScale>10</ViewToWorldScale></OrthogonalCamera><ClippingPlanes><ClippingPlane>${vector('Location', [0, 0, 12])}${vector('Direction', [0, 0, 2])}</ClippingPlane></ClippingPlanes></VisualizationInfo>`,
    ),
    'broken/markup.bcf': strToU8('<Markup><Topic>'),
  });
  await page
    .getByTestId('bcf-file')
    .setInputFiles({ name: 'issue.bcf', mimeType: 'application/zip', buffer: Buffer.from(foreign) });
  await expect(page.getByText('已收下 1 个视图，1 个未能读取')).toBeVisible();
  const count = (await views()).length;
  await page
    .getByTestId('bcf-file')
    .setInputFiles({ name: 'issue.bcf', mimeType: 'application/zip', buffer: Buffer.from(foreign) });
  await expect(page.getByText('已收下 0 个视图，1 个原来就有，1 个未能读取')).toBeVisible();
  expect(await views()).toHaveLength(count);
  const issue = (await views()).find(({ name }) => name === '门缺门牌');
  const taken = await whole(issue?.id ?? '');
  expect(taken.pose.eyeEnu).toEqual([80, 10, 20]);
  expect(taken.section).toEqual({ kind: 'planes', planes: [{ normalEnu: [0, 0, 1], offsetM: 12 }] });
  expect(taken.colors[0]?.elements.flatMap(({ ids }) => ids)).toEqual([door]);
  await page
    .getByTestId('bcf-file')
    .setInputFiles({ name: 'no.bcf', mimeType: 'application/zip', buffer: Buffer.from('no zip') });
  await expect(page.getByText('no.bcf 不是 BCF 文件')).toBeVisible();
  expect(operator.faults).toEqual([]);
});

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../journey.ts';
import { parseCsv } from '#shared/units/csv.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';

const data = join(import.meta.dirname, '../../../shared/data');
const parking = join(data, 'timeseries/2021-10-11.csv');

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation'] });
});
test.afterAll(() => hub.dispose());

/** What the file says at noon: each lot's last count that can be true. Blank means unchanged. */
function expectedAtNoon(): Map<string, number> {
  const [header = [], ...rows] = parseCsv(readFileSync(parking, 'utf8'));
  const [names = [], ...lots] = parseCsv(readFileSync(join(data, 'timeseries/meta-data.csv'), 'utf8'));
  const capacity = new Map(
    lots.map((row) => [row[names.indexOf('place_id')], Number(row[names.indexOf('num_all')])]),
  );
  const free = new Map<string, number>();
  for (const row of rows) {
    if (Date.parse(row[0] ?? '') > Date.parse('2021-10-11T12:00:00Z')) break;
    row.forEach((text, column) => {
      const lot = header[column];
      if (column === 0 || text === '' || lot === undefined) return;
      const most = capacity.get(lot);
      const count = Number(text);
      if (count >= 0 && !(most !== undefined && most > 0 && count > most)) free.set(lot, count);
    });
  }
  return free;
}

interface StateBody {
  devices: Record<string, { points: Record<string, { value: unknown }> }>;
}

test('a day of real car parks: occupancy at noon is right, live and in replay', async () => {
  test.skip(!existsSync(parking), 'the parking readings are not here');
  const expected = expectedAtNoon();
  expect(expected.size).toBeGreaterThan(400);
  const shownBy = (body: StateBody) =>
    new Map(
      [...expected.keys()].map((lot) => [lot, body.devices[`parking-bay/${lot}`]?.points['free']?.value]),
    );
  const run = (args: readonly string[]) =>
    execFileSync(process.execPath, [
      'main/demoParking.ts',
      '--data-dir',
      hub.dataDir,
      '--rate',
      '60000',
      '--file',
      parking,
      '--meta',
      join(data, 'timeseries/meta-data.csv'),
      ...args,
    ]);
  run(['--until', '2021-10-11T12:00:00Z']);
  expect(shownBy(await hub.get<StateBody>('/api/compounds/parking/state'))).toEqual(expected);
  run([]);
  expect(shownBy(await hub.get<StateBody>('/api/compounds/parking/state?at=2021-10-11T12:00:00Z'))).toEqual(
    expected,
  );
  const rejected = await hub.get<{ byCode: Record<string, number> }>('/api/rejections');
  expect(rejected.byCode['out-of-range']).toBeGreaterThan(0);
});

test('the import command prints progress and one last line', () => {
  const folder = join(data, 'ifc/schependomlaan');
  test.skip(!existsSync(folder), 'the IFC files are not here');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.ifczip'))
    .map((name) => join(folder, name));
  const { status, stdout } = spawnSync(
    process.execPath,
    ['main/import.ts', ...files, '--name', 'Schependomlaan', '--data-dir', hub.dataDir],
    { encoding: 'utf8' },
  );
  expect(status).toBe(0);
  const last = stdout.trim().split('\n').at(-1) ?? '';
  expect(last).toMatch(/829 products.*966 elements/);
  for (const word of ['storeys', 'spaces', 'triangles', 's']) expect(last).toContain(word);
});

test('dropping a file on the window imports it; a bad one says why and hurts nothing', async ({ page }) => {
  const file = join(data, 'ifc/fzk_haus.ifc');
  test.skip(!existsSync(file), 'the IFC files are not here');
  await page.goto(hub.url);
  await page.getByRole('button', { name: '模型' }).click();
  await page
    .getByTestId('model-files')
    .setInputFiles([
      { name: 'broken.ifc', mimeType: 'application/x-step', buffer: Buffer.from('ISO-10303-21;\nHEADER;\n') },
    ]);
  await expect(page.getByTestId('import-job').filter({ hasText: 'broken' })).toContainText('失败');
  await expect(
    page.getByTestId('import-job').filter({ hasText: 'broken' }).getByRole('alert'),
  ).not.toBeEmpty();
  await page.getByTestId('model-files').setInputFiles([file]);
  const model = page.getByTestId('model').filter({ hasText: 'fzk_haus' });
  await expect(model).toContainText('83', { timeout: 60_000 });
  expect(await hub.get('/api/health')).toMatchObject({ ok: true });
});

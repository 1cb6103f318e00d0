/** The high-rise demo and the renovated one: published numbers, both phases, the same bytes every time. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkHouseholds, checkManifest, checkPlan } from '#shared/compounds/check.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { Household } from '#shared/protocol/household.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import type { CompoundManifest, CompoundPlan } from '#shared/twin/compound.ts';
import { generateCompound } from '#models/generate.ts';

interface Made {
  readonly dir: string;
  readonly seconds: number;
  readonly manifest: CompoundManifest;
  readonly plan: CompoundPlan;
  readonly devices: readonly PlannedDevice[];
  readonly households: readonly Household[];
}

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'linli-compounds-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function make(id: string): Promise<Made> {
  const dir = join(root, id);
  const { manifest, seconds } = await generateCompound(id, dir);
  const read = async <T>(name: string) => JSON.parse(await readFile(join(dir, name), 'utf8')) as T;
  return {
    dir,
    seconds,
    manifest,
    plan: await read<CompoundPlan>('plan.json'),
    devices: await read<PlannedDevice[]>('devices.json'),
    households: await read<Household[]>('households.json'),
  };
}

const countsOf = ({ plan }: Made) =>
  (['building', 'unit', 'household'] as const).map(
    (kind) => plan.places.filter((place) => place.kind === kind).length,
  );
const systemCount = ({ devices }: Made, system: string) =>
  devices.filter((device) => device.system === system).length;

describe.each(['sanhe', 'maofang'])('%s', (id) => {
  let made: Made;
  beforeAll(async () => {
    made = await make(id);
  });

  it('fits itself: files that can be served, places, names in two languages, people as published', () => {
    const { manifest, plan, devices, households } = made;
    expect([...checkManifest(manifest), ...checkPlan(plan), ...checkHouseholds(households)]).toEqual([]);
    const places = new Set(plan.places.map((place) => place.id));
    expect(places.size).toBe(plan.places.length);
    expect(devices.filter(({ placeId }) => !places.has(placeId ?? '')).map((one) => one.id)).toEqual([]);
    expect(new Set(devices.map((one) => one.id)).size).toBe(devices.length);
    const names = devices.map(({ name }) => (typeof name === 'string' ? { zh: name, en: name } : name));
    expect(names.filter(({ zh, en }) => !/\p{Script=Han}/u.test(zh) || /\p{Script=Han}/u.test(en))).toEqual(
      [],
    );
    for (const language of ['zh', 'en'] as const)
      expect(new Set(names.map((name) => name[language])).size).toBe(names.length);
    expect(households.reduce((sum, { people }) => sum + people, 0)).toBe(manifest.facts.people);
    const points = devices.reduce((sum, { system }) => sum + systemOrUnknown(system).points.length, 0);
    expect(points).toBeLessThan(14_000);
  });

  it('keeps trees off what is built', () => {
    const { plan } = made;
    const boxes = plan.places.filter(({ kind }) => kind === 'building').map(({ box }) => box);
    const hit = plan.trees.filter(({ positionEnu: [x, y] }) =>
      boxes.some((box) => {
        if (!box) return false;
        const [dx, dy] = [x - box.centreEnu[0], y - box.centreEnu[1]];
        const [c, s] = [Math.cos(box.yawRad), Math.sin(box.yawRad)];
        return Math.abs(c * dx + s * dy) < box.sizeM[0] / 2 && Math.abs(c * dy - s * dx) < box.sizeM[1] / 2;
      }),
    );
    expect(hit).toEqual([]);
    expect(plan.trees.length).toBeGreaterThan(120);
  });

  it('is the same bytes every time, in seconds', async () => {
    const again = await generateCompound(id, join(root, `${id}-again`));
    expect(again.written).toBe(true);
    for (const name of [
      'manifest.json',
      'plan.json',
      'devices.json',
      'scenarios.json',
      'households.json',
      ...made.manifest.models.flatMap(({ files }) => files),
    ])
      expect((await readFile(join(made.dir, name))).equals(await readFile(join(again.dir, name)))).toBe(true);
    expect(made.seconds).toBeLessThan(20);
  });

  it('has a fire and a throw to be played', async () => {
    const scenarios = JSON.parse(await readFile(join(made.dir, 'scenarios.json'), 'utf8')) as {
      fire: readonly { device: string; system: string }[];
      throw: readonly unknown[];
    };
    expect(scenarios.throw.length).toBeGreaterThan(0);
    expect(new Set(scenarios.fire.map(({ system }) => system))).toEqual(
      new Set(['smoke', 'fire-panel', 'lift', 'unit-door']),
    );
  });
});

describe('the numbers', () => {
  it('sanhe: 6 high-rise buildings, 8 units with two lifts each, 782 households', async () => {
    const made = await make('sanhe');
    expect(countsOf(made)).toEqual([6, 8, 782]);
    expect([systemCount(made, 'lift'), systemCount(made, 'throw-camera')]).toEqual([16, 6]);
    expect(made.manifest.phases).toBeUndefined();
  });

  it('maofang: 9 buildings, 902 households; 15 lifts and 140 + 10 spaces came with the renovation', async () => {
    const made = await make('maofang');
    expect(countsOf(made)).toEqual([9, 58, 902]);
    const outside = made.devices.filter(({ id, system }) => system === 'lift' && !id.startsWith('lift-9-'));
    expect(outside).toHaveLength(15);
    const spaces = made.plan.bays.filter(({ id }) => id.startsWith('garage-'));
    expect(spaces).toHaveLength(150);
    expect(spaces.filter(({ kind }) => kind === 'charging')).toHaveLength(10);
    expect(new Set(spaces.map(({ box }) => Math.round(box.centreEnu[2]))).size).toBe(4);
    expect(made.plan.bays).toHaveLength(113 + 150);
    expect(systemCount(made, 'parking-bay')).toBe(113 + 150);
  });

  it('maofang: two phases of what was renovated, one model of what was not; what stays keeps its GlobalId', async () => {
    const { dir, manifest } = await make('maofang');
    expect(manifest.phases?.map(({ id }) => id)).toEqual(['before', 'after']);
    const phased = manifest.models.filter(({ phases }) => phases !== undefined);
    expect(phased.map(({ id }) => id).sort()).toEqual(
      ['1', '2', '3', 'site'].flatMap((key) => [`maofang-${key}`, `maofang-${key}-before`]).sort(),
    );
    const idsOf = async (name: string) => {
      const text = await readFile(join(dir, name), 'utf8');
      return new Set([...text.matchAll(/=IFC\w+\('([0-3][0-9A-Za-z_$]{21})'/g)].map(([, id]) => id));
    };
    const [before, after] = [await idsOf('building-1-before.ifc'), await idsOf('building-1.ifc')];
    expect([...before].filter((id) => !after.has(id)).length).toBeLessThan(10);
    expect([...after].filter((id) => !before.has(id)).length).toBeGreaterThan(7 * 10);
    const site = await readFile(join(dir, 'site-before.ifc'), 'utf8');
    expect(site.match(/'\\X2\\8F664F4D\\X0\\ bay-\d+'/g)).toHaveLength(133);
  });
});

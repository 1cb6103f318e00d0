/**
 * The scene alone on a page, for looking at it and for `bench:frame`. Expects `compound/plan.json`,
 * `compound/devices.json` and the model API beside it; the address says theme, daylight and step-down.
 */
import '@fontsource-variable/inter';
import '@fontsource-variable/noto-sans-sc';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { textIn } from '#shared/twin/text.ts';
import type { BayState, DeviceLook, SceneDevice, SceneHost, SceneModel } from '../contract.ts';
import { createSceneHost } from '../index.ts';

interface Setup {
  readonly plan: CompoundPlan;
  readonly devices: readonly PlannedDevice[];
  readonly models: readonly SceneModel[];
}

declare global {
  interface Window {
    linliScene?: { readonly host: SceneHost; readonly plan: CompoundPlan; readonly loaded: Promise<void> };
  }
}

/** A quiet day with one loud thing. */
const looks = new Map<string, DeviceLook>([
  ['smoke-8-2-401', { level: 'p1', flashing: true, note: '0.21 dB/m' }],
  ['gate-east-in', { level: 'p2', flashing: true, note: '03:10' }],
  ['hydrant-03', { level: 'p3', flashing: false, note: '0.09 MPa' }],
  ['lift-3-1', { level: 'p4', flashing: false, note: '' }],
  ['smoke-2-2-301', { level: 'stale', flashing: false, note: '' }],
]);

async function load(): Promise<Setup> {
  const json = (path: string) => fetch(path).then((response) => response.json() as Promise<unknown>);
  const [plan, devices, models] = await Promise.all(
    ['plan', 'devices', 'models'].map((name) => json(`compound/${name}.json`)),
  );
  return {
    plan: plan as CompoundPlan,
    devices: devices as readonly PlannedDevice[],
    models: models as readonly SceneModel[],
  };
}

async function start(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const container = document.getElementById('scene');
  if (!container) return;
  const theme = query.get('theme') === 'showcase' ? 'showcase' : 'duty';
  document.documentElement.dataset['theme'] = theme;
  const host = createSceneHost(container, {
    theme,
    modelBase: 'api/models',
    stepDown: query.get('stepdown') === 'never' ? 'never' : 'auto',
  });
  const { plan, devices, models } = await load();
  host.setOrigin({ latDeg: 30.2, lonDeg: 115.05, heightM: 0, timeZone: 'Asia/Shanghai' });
  host.setTheme(theme);
  host.setPlan(plan);
  host.setInstant(Date.parse(query.get('at') ?? '2026-11-21T14:32:08+08:00'));
  const scene = devices.flatMap(({ id, system, name, positionEnu, camera }): SceneDevice[] =>
    positionEnu
      ? [
          {
            id,
            system,
            painted: plan.bays.some((bay) => bay.id === id),
            positionEnu,
            label: textIn(name, 'zh'),
            camera,
          },
        ]
      : [],
  );
  host.setDevices(scene);
  // `calm`: nothing flashes, so that idle really is idle.
  const calm = query.has('calm');
  host.setLooks(calm ? new Map([...looks].map(([id, look]) => [id, { ...look, flashing: false }])) : looks);
  host.setBays(new Map(plan.bays.map(({ id }, i): [string, BayState] => [id, (i * 7) % 11 < 6 ? 1 : 0])));
  host.highlightPlaces([{ placeId: '8-2-401', level: 'p1', label: '8-2-401 烟感报警' }]);
  const loaded = Promise.all(models.map((model) => host.addModel(model))).then(() => undefined);
  window.linliScene = { host, plan, loaded };
}

void start();

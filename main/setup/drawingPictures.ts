/** Pictures of the drawing table for the guide: a compound that was drawn, its buildings, its devices. */
import { emptyDrawing, type At, type CompoundDrawing, type DrawnBuilding } from '#shared/drawing/drawing.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import { settle, type PictureStage } from './pictureStage.ts';
import type { PictureWalk, Take } from './pictureWalk.ts';

const rectangle = (x: number, y: number, lengthM: number, depthM: number): At[] => [
  [x, y],
  [x + lengthM, y],
  [x + lengthM, y + depthM],
  [x, y + depthM],
];

const building = (number: number, ring: At[], rest: Partial<DrawnBuilding> = {}): DrawnBuilding => ({
  key: `building-${number}`,
  id: String(number),
  name: { zh: `${number}号楼`, en: `Building ${number}` },
  ring,
  storeys: 6,
  storeyHeightM: 2.9,
  units: 3,
  homesPerStorey: 2,
  entranceEdge: 2,
  roof: 'pitched',
  tone: 'warm',
  lift: false,
  ...rest,
});

const drawing: CompoundDrawing = {
  ...emptyDrawing,
  buildings: [
    building(1, rectangle(-62, 26, 45, 12)),
    building(2, rectangle(-8, 26, 45, 12)),
    building(3, rectangle(-62, -26, 45, 12)),
    building(5, rectangle(2, -30, 26, 16), {
      storeys: 18,
      units: 1,
      homesPerStorey: 6,
      lift: true,
      roof: 'flat',
      tone: 'light',
    }),
  ],
  roads: [
    {
      key: 'road-1',
      name: { zh: '主路', en: 'Main road' },
      path: [
        [-72, 6],
        [56, 6],
        [56, -44],
      ],
      widthM: 7,
      fireLane: true,
    },
  ],
  areas: [
    {
      key: 'area-1',
      name: { zh: '中心绿地', en: 'Green' },
      ring: rectangle(-14, -34, 12, 26),
      surface: 'grass',
    },
    { key: 'area-2', name: { zh: '水池', en: 'Pond' }, ring: rectangle(-11, -28, 6, 12), surface: 'water' },
  ],
  fence: rectangle(-76, -44, 142, 94),
  gates: [
    { key: 'gate-1', name: { zh: '南门', en: 'South gate' }, at: [56, -44], widthM: 9, kind: 'vehicle' },
  ],
  bays: [
    {
      key: 'bays-1',
      from: [-60, 10],
      yawRad: 0,
      count: 18,
      side: 1,
      bayWidthM: 2.5,
      bayDepthM: 5.3,
      kind: 'standard',
      first: 1,
    },
  ],
  trees: Array.from({ length: 17 }, (_, nth) => ({
    key: `tree-${nth + 1}`,
    at: [-66 + nth * 7, -3] as const,
    heightM: 7,
    crownM: 5,
    species: 'camphor' as const,
  })),
  lamps: Array.from({ length: 6 }, (_, nth) => ({
    key: `lamp-${nth + 1}`,
    at: [-60 + nth * 22, 1.5] as const,
    heightM: 5,
  })),
};

const devices: readonly PlannedDevice[] = [
  {
    id: 'gate-camera',
    system: 'cctv',
    name: { zh: '南门监控', en: 'South gate camera' },
    positionEnu: [48, -38, 5],
    camera: { headingRad: 1.1, pitchRad: -0.25, fovRad: 1.1, rangeM: 45 },
  },
  ...['1-1-301', '1-2-502', '2-3-101', '5-1-1203'].map((placeId, nth) => ({
    id: `SN10${nth}`,
    system: 'smoke',
    name: { zh: `${placeId} 烟感`, en: `${placeId} smoke` },
    placeId,
    positionEnu: (
      [
        [-58, 30, 8.5],
        [-30, 32, 14],
        [30, 30, 2.6],
        [16, -20, 34],
      ] as const
    )[nth]?.slice() as [number, number, number],
  })),
];

async function takeDrawingPictures(stage: PictureStage, take: Take): Promise<void> {
  const ask = async (method: string, path: string, body?: unknown) =>
    (await (
      await fetch(stage.url + path, {
        method,
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      })
    ).json()) as { readonly revision?: string };
  const origin = { latDeg: 30.51, lonDeg: 114.41 };
  await ask('POST', '/api/compounds', { id: 'lakeside', name: { zh: '湖畔小区', en: 'Lakeside' }, origin });
  const { revision } = await ask('GET', '/api/compounds/lakeside/drawing');
  await ask('PUT', '/api/compounds/lakeside/drawing', { drawing, devices, revision });
  for (const language of ['zh', 'en'] as const) {
    const page = await stage.open({ width: 1920, height: 1080, language, theme: 'duty' });
    await page.goto(`${stage.url}/planning?compound=lakeside`);
    await page.getByTestId('ground-plan').waitFor();
    await settle(page, 12_000);
    await page.locator(language === 'zh' ? '[data-step=buildings]' : '[data-step=devices]').click();
    await page
      .locator(language === 'zh' ? '[data-key=building-1]' : '[data-key="device:cctv/gate-camera"] circle')
      .first()
      .click();
    await settle(page, 1500);
    await take(page, language === 'zh' ? 'drawing-buildings-zh' : 'drawing-devices-en');
    await page.close();
  }
}

export const drawingPictures: readonly PictureWalk[] = [
  {
    names: ['drawing-buildings-zh', 'drawing-devices-en'],
    walk: takeDrawingPictures,
  },
];

import { join } from 'node:path';
import { expect, test } from '../journey.ts';
import mqtt from 'mqtt';
import { startCameraServer, type CameraServer } from '../cameraServer.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

const root = join(import.meta.dirname, '../..');

let hub: HubProcess;
let cameras: CameraServer;
test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 64, height: 36 } });
  const jpeg = await page.screenshot({ type: 'jpeg' });
  await page.close();
  hub = await startHub({ args: ['--no-simulation'] });
  cameras = await startCameraServer(join(root, 'assets/media/cam-01.mp4'), jpeg);
});
test.afterAll(async () => {
  cameras?.stop();
  await hub.dispose();
});

test('cameras of other makers play in their tile: MP4, HLS, MJPEG; a dead one says so; a recording follows the clock', async ({
  page,
}) => {
  test.setTimeout(180_000);
  // What a device says of itself opens no machine to the hub; an administrator does.
  const allowed = await fetch(`${hub.url}/api/compounds/yaguang/camera-hosts`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ hosts: [new URL(cameras.url).host] }),
  });
  expect(allowed.status).toBe(200);
  const client = await mqtt.connectAsync(hub.mqttUrl);
  const announce = async (id: string, video: object) => {
    const meta = {
      name: `试装 ${id}`,
      positionEnu: [0, 0, 4],
      camera: { headingRad: 0, pitchRad: -0.2, fovRad: 1, rangeM: 20 },
      video,
    };
    await client.publishAsync(`linli/v1/yaguang/cctv/${id}/meta`, JSON.stringify(meta), { qos: 1 });
    const state = { t: Date.now(), v: { online: true } };
    await client.publishAsync(`linli/v1/yaguang/cctv/${id}/state`, JSON.stringify(state), { qos: 1 });
  };
  await announce('mp4', { kind: 'mp4', url: `${cameras.url}/clip.mp4` });
  await announce('hls', { kind: 'hls', url: `${cameras.url}/vod.m3u8` });
  await announce('mjpeg', { kind: 'mjpeg', url: `${cameras.url}/mjpeg` });
  await announce('dead', { kind: 'hls', url: `${cameras.url}/nothing.m3u8` });
  const recording = { kind: 'hls', url: `${cameras.url}/vod.m3u8`, recordedFromMs: Date.now() - 600_000 };
  await announce('recorded', recording);

  const operator = new Operator(page);
  await operator.open(hub.url);
  await operator.openPanel('cameras');
  const tile = (id: string) => page.locator(`[data-camera="${id}"]`);
  for (const id of ['mp4', 'hls', 'mjpeg']) {
    await operator.find(`试装 ${id}`);
    await expect(tile(id)).toHaveAttribute('data-signal', 'playing', { timeout: 20_000 });
  }
  await operator.find('试装 dead');
  await expect(tile('dead')).toContainText('无画面', { timeout: 20_000 });

  await operator.find('试装 recorded');
  await expect(tile('recorded')).toContainText('此刻没有录像', { timeout: 20_000 });
  await operator.scrubBy(-2);
  await expect(operator.mode()).toHaveAttribute('data-mode', 'replay');
  const instantS = Number(await page.getByTestId('time-axis').getAttribute('aria-valuenow'));
  await announce('recorded', { ...recording, recordedFromMs: (instantS - 3) * 1000 });
  await expect(tile('recorded')).toHaveAttribute('data-signal', 'playing', { timeout: 20_000 });
  const shownS = () =>
    tile('recorded')
      .locator('video')
      .evaluate((video: HTMLVideoElement) => video.currentTime);
  await expect.poll(shownS).toBeCloseTo(3, 0);
  await announce('whole', {
    kind: 'mp4',
    url: `${cameras.url}/whole.mp4`,
    recordedFromMs: (instantS - 3) * 1000,
  });
  await operator.find('试装 whole');
  await expect(tile('whole')).toContainText('无法回放到此刻', { timeout: 20_000 });
  await client.endAsync();
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { ViidSettings } from '#shared/protocol/sources.ts';
import type { Broker } from '../broker.ts';
import { createViidPlatform, type ViidAnswer, type ViidRequest } from './platform.ts';
import { reduced } from './reduce.ts';

const id = '42010500001190000001';
const settings: ViidSettings = { id: '42010500002000000001', devices: [{ id, secret: 'geheim' }] };
let nowMs = 1_790_000_000_000;
let stored = true;
const said: { topic: string; body: unknown }[] = [];
const refused: string[] = [];
let opened: Broker | null = null;
afterEach(async () => {
  await opened?.stop();
  opened = null;
  said.length = refused.length = 0;
  stored = true;
});

function open(silenceMs = 60_000) {
  const platform = createViidPlatform({ now: () => nowMs, timeZone: () => 'Asia/Shanghai', silenceMs });
  opened = platform.start(settings, {
    onMessage: (topic, payload) =>
      said.push({ topic, body: JSON.parse(Buffer.from(payload).toString('utf8')) }),
    onConnection: () => undefined,
    onRefused: ({ code }) => refused.push(code),
    whenKept: (kept, lost) => (stored ? kept() : lost()),
  });
  said.length = 0;
  const ask = async (path: string, body: unknown, more: Partial<ViidRequest> = {}) => {
    const answered = await platform.answer({
      method: 'POST',
      path: `/VIID/${path}`,
      address: '10.0.0.7',
      origin: 'http://hub',
      authorization: undefined,
      identity: id,
      body,
      ...more,
    });
    if (!answered) throw new Error('closed');
    return answered;
  };
  const registration = { RegisterObject: { DeviceID: id } };
  const knock = (secret: string, nonce: string, more: Partial<ViidRequest> = {}, algorithm = 'MD5') => {
    const hash = (text: string) =>
      createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
        .update(text)
        .digest('hex');
    const first = hash(`${id}:Linli VIID:${secret}`);
    const second = hash('POST:/VIID/System/Register');
    const response = hash(`${first}:${nonce}:00000001:c:auth:${second}`);
    return ask('System/Register', registration, {
      authorization:
        `Digest username="${id}", realm="Linli VIID", nonce="${nonce}", uri="/VIID/System/Register", ` +
        `algorithm=${algorithm}, qop=auth, nc=00000001, cnonce="c", response="${response}"`,
      ...more,
    });
  };
  const register = async (secret = 'geheim') =>
    knock(secret, nonceIn(await ask('System/Register', registration)));
  return { platform, ask, knock, register, registration };
}

const nonceIn = ({ headers }: ViidAnswer) =>
  /nonce="([^"]+)"/.exec(String(headers['www-authenticate']))?.[1] ?? '';

describe('the platform of GA/T 1400', () => {
  it('lets in who shows its secret, by either algorithm, and each answer once', async () => {
    const { ask, knock, registration } = open();
    const asked = await ask('System/Register', registration);
    expect(asked.status).toBe(401);
    const nonce = nonceIn(asked);
    expect((await knock('geheim', nonce)).body).toMatchObject({
      ResponseStatusObject: { RequestURL: '/VIID/System/Register', StatusCode: 0, Id: id },
    });
    expect((await knock('geheim', nonce)).status).toBe(401);
    const second = nonceIn(await ask('System/Register', registration));
    expect((await knock('geheim', second, {}, 'SHA-256')).status).toBe(200);
    const late = nonceIn(await ask('System/Register', registration));
    nowMs += 61_000;
    expect((await knock('geheim', late)).status).toBe(401);
    const forged = `${nowMs}.AAAAAAAAAAAA.${'B'.repeat(32)}`;
    expect((await knock('geheim', forged)).status).toBe(401);
  });

  it('slows down who guesses, and lets nobody else speak in the name of one that is registered', async () => {
    const { ask, register } = open();
    for (let nth = 0; nth < 20; nth++) await register(`wrong ${nth}`);
    const waiting = await register();
    expect(waiting.status).toBe(429);
    expect(Number(waiting.headers['retry-after'])).toBeGreaterThan(0);
    nowMs += 3_600_000;
    expect((await register()).status).toBe(200);
    expect((await ask('System/Keepalive', { KeepaliveObject: { DeviceID: id } })).status).toBe(200);
    const elsewhere = { address: '10.0.0.8' };
    expect((await ask('System/Keepalive', {}, elsewhere)).status).toBe(401);
    expect((await ask('MotorVehicles', {}, { identity: '42010500001190000002' })).status).toBe(401);
    expect((await ask('MotorVehicles', {}, { identity: undefined })).status).toBe(401);
    expect(said.filter(({ topic }) => !topic.endsWith('/status'))).toEqual([]);
  });

  it('knows by its keepalives that one lives, and says when they stay away', async () => {
    const { ask, register } = open(90);
    await register();
    expect(said).toEqual([{ topic: `viid/${id}/status`, body: { online: true } }]);
    const sleep = () => new Promise((resolve) => setTimeout(resolve, 80));
    nowMs += 80;
    await ask('System/Keepalive', {});
    nowMs += 80;
    await sleep();
    expect(said).toHaveLength(1);
    nowMs += 80;
    await sleep();
    expect(said.at(-1)?.body).toEqual({ online: false });
    expect((await ask('System/Keepalive', {})).status).toBe(401);
  });

  it('answers with the time of the place, and confirms what is kept, one status for each object', async () => {
    const { ask, register } = open();
    await register();
    const time = await ask('System/Time', undefined, { method: 'GET' });
    expect(JSON.stringify(time.body)).toMatch(/"LocalTime":"2026\d{10}"/);
    const vehicles = {
      MotorVehicleListObject: {
        MotorVehicleObject: [
          { MotorVehicleID: 'v1', PlateNo: '鄂B12345', PassTime: '20260901080000' },
          { MotorVehicleID: 'v2' },
        ],
      },
    };
    const kept = await ask('MotorVehicles', vehicles);
    expect(kept.body).toMatchObject({
      ResponseStatusListObject: {
        ResponseStatusObject: [
          { Id: 'v1', StatusCode: 0 },
          { Id: 'v2', StatusCode: 0 },
        ],
      },
    });
    const faces = await ask('Faces', {
      FaceListObject: { FaceObject: [{ FaceID: 'face-1', FaceAppearTime: '20260901080000' }, {}] },
    });
    expect(faces.body).toMatchObject({
      ResponseStatusListObject: { ResponseStatusObject: [{ Id: 'face-1', StatusCode: 0 }, { Id: '' }] },
    });
    expect(JSON.stringify(said)).not.toContain('face-1');
    stored = false;
    const lost = await ask('MotorVehicles', vehicles);
    expect(lost.status).toBe(503);
    expect(JSON.stringify(lost.body)).toContain('"StatusCode":1');
    expect((await ask('MotorVehicles', undefined)).status).toBe(400);
    expect((await ask('MotorVehicles', { Other: [] })).status).toBe(400);
    expect(refused).toEqual(['viid-json', 'viid-content']);
    expect((await ask('System/UnRegister', { UnRegisterObject: { DeviceID: id } })).status).toBe(200);
    expect((await ask('MotorVehicles', vehicles)).status).toBe(401);
  });
});

describe('what is taken of a report', () => {
  const picture = {
    SubImageList: { SubImageInfoObject: [{ Data: 'UElDVFVSRQ==', StoragePath: 'http://x' }] },
  };
  it('is of people that one was seen, and when', () => {
    const face = {
      FaceID: '420105000011900000010220260901080000000010100001',
      DeviceID: id,
      FaceAppearTime: '20260901080000',
      Name: '张三',
      IDNumber: '420105199001011234',
      GenderCode: '1',
      FeatureList: { FeatureObject: [{ FeatureData: 'RkVBVFVSRQ==' }] },
      ...picture,
    };
    const found = reduced({ FaceListObject: { FaceObject: [face, { PersonObject: face }] } });
    expect(found?.vehicles).toEqual([]);
    expect(found?.seen[0]).toEqual({
      kind: 'face',
      id: expect.stringMatching(/^[\da-f]{24}$/),
      deviceId: id,
      at: '20260901080000',
    });
    expect(JSON.stringify(found)).not.toMatch(/张三|4201051990|UElD|RkVB|FaceID|Gender|0220260901/);
  });

  it('is of cars what a gate asks for, whatever lists are around them, and never without end', () => {
    const car = {
      MotorVehicleID: 'v',
      PlateNo: ' 鄂B12345 ',
      PlateColor: '5',
      VehicleColor: '02',
      Speed: 18,
      ...picture,
    };
    const notified = {
      SubscribeNotificationListObject: {
        SubscribeNotificationObject: [{ MotorVehicleObjectList: { MotorVehicleObject: [car] } }],
      },
    };
    expect(reduced(notified)?.vehicles).toMatchObject([
      { id: 'v', plate: '鄂B12345', plateColor: '5', color: '02', speedKmh: 18, at: null },
    ]);
    expect(JSON.stringify(reduced(notified))).not.toContain('UElD');
    const many = Array.from({ length: 5000 }, () => car);
    expect(reduced({ MotorVehicleListObject: { MotorVehicleObject: many } })?.vehicles).toHaveLength(1000);
    let deep: object = { MotorVehicleObject: car };
    for (let nth = 0; nth < 50; nth++) deep = { MotorVehicleListObject: deep };
    expect(reduced(deep)).toEqual({ vehicles: [], seen: [] });
    for (const odd of [null, 7, 'x', [], {}, { Other: car }]) expect(reduced(odd)).toBeNull();
    const unread = reduced({
      MotorVehicleListObject: { MotorVehicleObject: { PlateNo: '未识别', PassTime: 'now' } },
    });
    expect(unread?.vehicles[0]).toMatchObject({ plate: null, at: null });
  });

  it('holds nothing of what it was not looking for, wherever that stands, and throws at nothing', () => {
    const mark = 'MARK-7';
    const lists = ['FaceListObject', 'FaceObject', 'MotorVehicleObject', 'PersonObjectList', 'PersonObject'];
    const words = [
      'FaceID',
      'PersonID',
      'DeviceID',
      'Name',
      'IDNumber',
      'ImageData',
      'PassTime',
      '__proto__',
    ];
    const keys = fc.constantFrom('SubscribeNotificationObject', ...lists, ...words);
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'medium', withCrossShrink: true },
        fc.constantFrom(mark, `${mark}${'x'.repeat(300)}`, 7, null, true),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 5, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(tree, (body) => {
        expect(JSON.stringify(reduced(body))).not.toContain(mark);
      }),
      { numRuns: 2000 },
    );
  });
});

/**
 * The ONVIF dialect: `onvif/<camera>` with answers of its pull point, `…/status` with its connection and which tokens are
 * which picture. A camera with one picture is one device; of a recorder each picture is one, speaking through it.
 */
import { cameraTopic } from '#hub/ingest/cameras/cameraTopic.ts';
import type { ForeignDevice } from '#hub/ingest/foreign/foreignDevice.ts';
import type { ForeignDevices } from '#hub/ingest/foreign/foreignDevices.ts';
import { newTold, type Dialect, type Told } from '#hub/ingest/message.ts';
import { fault } from '#shared/protocol/result.ts';
import type { CameraSettings } from '#shared/protocol/sources.ts';
import { cameraPoint, createPictureState, type PictureState } from '../cameraPicture.ts';
import { parseJson } from '../json.ts';
import { isRecord, stringIn, type JsonRecord } from '../records.ts';
import { parseXml } from '../xml.ts';
import { meaningOf, tokensOf } from './meaning.ts';
import { notificationsIn, readNotification, type Notification } from './notification.ts';

const mostNotifications = 1000;
const mostChannels = 512;

export function createOnvif(camera: CameraSettings, devices: ForeignDevices): Dialect {
  const topicOfCamera = cameraTopic(camera);
  const pictures = new Map<ForeignDevice, PictureState>();
  /** Picture source of each token that the camera told of. */
  let channels = new Map<string, string>();
  let isRecorder = false;

  function deviceFor(told: Told, channel: string | null): ForeignDevice | null {
    const id = channel === null ? camera.id : `${camera.id}/${channel}`;
    const known = devices.find(id);
    if (known) return known;
    const name = camera.name ?? camera.id;
    return devices.learn(told, id, {
      name: channel === null ? name : `${name} ${channel}`,
      model: 'ONVIF',
      kind: 'camera',
      ...(channel === null ? {} : { via: camera.id }),
    });
  }

  /** Null: the camera itself. A camera that told of no pictures has one for each token that it uses. */
  function channelOf(notification: Notification): string | null {
    const tokens = tokensOf(notification);
    if (channels.size === 0) return tokens[0] ?? null;
    if (!isRecorder) return null;
    const known = tokens.find((token) => channels.has(token));
    return known === undefined ? null : (channels.get(known) ?? null);
  }

  function learnChannels(given: unknown): void {
    channels = new Map();
    const list = Array.isArray(given) ? given.filter(Array.isArray).slice(0, mostChannels) : [];
    isRecorder = list.length > 1;
    for (const tokens of list)
      for (const token of tokens) channels.set(String(token), String(tokens[0] ?? ''));
  }

  function hearStatus(told: Told, status: JsonRecord): void {
    told.isOwnWord = true;
    const online = status['online'] === true;
    if (online) learnChannels(status['channels']);
    const itself = deviceFor(told, null);
    if (itself && online) {
      const product = stringIn(status, 'product') ?? '';
      devices.learn(told, camera.id, { product, firmware: stringIn(status, 'firmware') ?? '' });
      devices.say(told, itself, { online: true }, null, cameraPoint);
    }
    if (online && isRecorder)
      for (const channel of new Set(channels.values())) {
        const device = deviceFor(told, channel);
        if (device) devices.say(told, device, { online: true }, null, cameraPoint);
      }
    for (const device of devices.all()) devices.available(told, device, online);
  }

  function hear(told: Told, record: JsonRecord): void {
    const notification = readNotification(record);
    if (!notification) return void told.refusals.push(fault('shape-required', { names: 'Topic, Message' }));
    const device = deviceFor(told, channelOf(notification));
    if (!device) return;
    const { values, picture, signalLost, event } = meaningOf(notification);
    const said: Record<string, unknown> = { ...values };
    if (picture) {
      const state = pictures.get(device) ?? createPictureState();
      pictures.set(device, state);
      said['picture'] = state.note(notification.topic, picture.trouble, picture.active);
    }
    if (signalLost !== null) said['online'] = !signalLost;
    // What holds at the beginning holds now, whenever it began.
    const tMs = notification.operation === 'Initialized' ? null : notification.tMs;
    if (Object.keys(said).length > 0) devices.say(told, device, said, tMs, cameraPoint);
    if (event) devices.event(told, device, { ...event, tMs: notification.tMs });
  }

  return {
    id: 'onvif',
    foreign: devices,
    subscriptions: [],
    owns: (topic) => topic === topicOfCamera || topic === `${topicOfCamera}/status`,
    decode(topic, payload) {
      const told = newTold();
      const parsed = topic === topicOfCamera ? parseXml(payload) : parseJson(payload);
      if (!parsed.ok) told.refusals.push(parsed.error);
      else if (!isRecord(parsed.value)) told.refusals.push(fault('discovery-object', { place: '/' }));
      else if (topic !== topicOfCamera) hearStatus(told, parsed.value);
      else {
        const all = notificationsIn(parsed.value);
        for (const record of all.slice(0, mostNotifications)) hear(told, record);
        const refused = all.length - mostNotifications;
        if (refused > 0) told.refusals.push(fault('flood', { refused, most: mostNotifications }));
      }
      return told;
    },
    encode: () => null,
  };
}

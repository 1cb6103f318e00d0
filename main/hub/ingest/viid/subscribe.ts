/** The hub asks a device that has registered for what it sees: cars alone, so that it sends no faces for nothing. */
import type { ViidDevice } from '#shared/protocol/sources.ts';
import { createHttpAsker } from '../http/askHttp.ts';
import { compactTime } from './answers.ts';

const answerMs = 10_000;
/** SubscribeDetail: cars that were recorded by themselves. */
const motorVehicles = '13';
/** It is asked anew with every registration. */
const subscribedMs = 10 * 365 * 86_400_000;
let lastNumber = 0;

export async function subscribeAt(
  device: ViidDevice,
  asked: {
    readonly platformId: string;
    /** Where the device has reached the hub. */
    readonly receiveUrl: string;
    readonly nowMs: number;
    readonly timeZone: string;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { platformId, receiveUrl, nowMs, timeZone, signal } = asked;
  if (device.subscribeUrl === undefined) return;
  const base = new URL(device.subscribeUrl);
  base.pathname = `${base.pathname.replace(/\/(?:VIID\/?.*)?$/, '')}/VIID/Subscribes`;
  const at = compactTime(nowMs, timeZone);
  lastNumber = (lastNumber + 1) % 100_000;
  const subscription = {
    SubscribeID: `${platformId}03${at}${String(lastNumber).padStart(5, '0')}`,
    Title: 'Linli',
    SubscribeDetail: motorVehicles,
    ResourceURI: device.id,
    ApplicantName: 'Linli',
    ApplicantOrg: 'Linli',
    BeginTime: at,
    EndTime: compactTime(nowMs + subscribedMs, timeZone),
    ReceiveAddr: receiveUrl,
    ReportInterval: 3,
    Reason: 'Linli',
    OperateType: 0,
    SubscribeStatus: 0,
  };
  const asker = createHttpAsker({
    login: { name: platformId, password: device.secret },
    anyCertificate: false,
    digestOnly: true,
  });
  const { status, body } = await asker.ask({
    method: 'POST',
    url: base,
    headers: { 'content-type': 'application/VIID+JSON;charset=UTF-8', 'User-Identify': platformId },
    body: JSON.stringify({ SubscribeListObject: { SubscribeObject: [subscription] } }),
    silenceMs: answerMs,
    signal,
  });
  if (status !== 200 && status !== 201)
    throw new Error(`HTTP ${status} ${body.toString('utf8').slice(0, 100)}`);
}

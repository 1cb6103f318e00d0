/** ONVIF as a camera's line: services are looked for, then its events pulled until something ends them. */
import type { CameraLine } from '../cameras/startCamera.ts';
import { pullEvents } from './pullPoint.ts';
import { findServices } from './services.ts';
import { createSoap } from './soap.ts';

const deviceService = '/onvif/device_service';

export async function listenToOnvif(line: CameraLine): Promise<void> {
  const { asker, login, now, signal } = line;
  const url = line.url.pathname === '/' ? new URL(deviceService, line.url) : line.url;
  const soap = createSoap(asker, login, now);
  const services = await findServices(soap, url, now, signal);
  const { channels, product, firmware } = services;
  await pullEvents(soap, services, {
    now,
    signal,
    onReady: () => line.online({ channels, product, firmware }),
    onMessages: line.heard,
  });
}

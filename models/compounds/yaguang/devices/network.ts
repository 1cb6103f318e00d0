/** Gateways on the roofs; those that carry fire detectors say so in their ids. */
import type { PlannedDevice } from '#shared/protocol/device.ts';
import { onGround } from '#models/generator/devices/placing.ts';

const roofM = 18.5;

export function networkDevices(yawRad: number): PlannedDevice[] {
  return onGround('iot-network', { zh: '物联网关', en: 'Gateway' }, roofM, yawRad, [
    ['gateway-fire-hongwei', '消防 宏维花园', 'fire, Hongwei garden', [-35, 4], '4'],
    ['gateway-fire-hubin', '消防 湖滨金苑', 'fire, Hubin court', [94, 4], '11'],
    ['gateway-security', '安防', 'security', [35, 40], '7'],
    ['gateway-meters', '表计', 'meters', [-35, -32], '6'],
  ]);
}

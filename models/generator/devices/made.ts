/** What the demo's devices say of their make: invented models, and firmware of which a few devices run an older one. */
import type { PlannedDevice } from '#shared/protocol/device.ts';

type Make = readonly [model: string, newest: string, older: string, oneIn: number];

const makes: Readonly<Record<string, Make>> = {
  smoke: ['YG-SD20', '2.4.1', '2.3.8', 9],
  'fire-panel': ['YG-FP128', '5.1.0', '5.1.0', 1],
  hydrant: ['YG-HP1', '1.9.4', '1.8.0', 6],
  gas: ['YG-GD3', '3.0.2', '3.0.0', 15],
  lift: ['YG-LM4', '4.7.0', '4.6.2', 5],
  'unit-door': ['YG-VD7', '7.12.3', '7.9.0', 4],
  cctv: ['YG-CB4', '5.8.11', '5.7.3', 4],
  'throw-camera': ['YG-CF8', '5.8.11', '5.8.11', 1],
  'parking-bay': ['YG-BS1', '1.2.0', '1.1.6', 12],
  'water-meter': ['YG-WM2', '2.1.0', '2.0.9', 8],
  'power-meter': ['YG-EM2', '2.6.0', '2.6.0', 1],
  'iot-network': ['YG-GW9', '9.0.4', '8.8.1', 3],
};

/** Of each system the same ones for ever: every nth is behind. */
export function withMakes(devices: readonly PlannedDevice[]): readonly PlannedDevice[] {
  const counts = new Map<string, number>();
  return devices.map((device) => {
    const make = makes[device.system];
    if (!make) return device;
    const nth = counts.get(device.system) ?? 0;
    counts.set(device.system, nth + 1);
    const [model, newest, older, oneIn] = make;
    return { ...device, model, firmware: nth % oneIn === oneIn - 1 ? older : newest };
  });
}

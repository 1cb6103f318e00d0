/** `devices.json` of a compound: the devices its plan knows before they speak. Systems may be ones nobody declared. */
import { Type } from 'typebox';
import { DeviceMeta, DeviceTest, mostPointsOfDevice, PointMeta } from '../protocol/device.ts';
import { PlainId } from './local.ts';

export const PlannedDeviceShape = Type.Object({
  ...DeviceMeta.properties,
  points: Type.Optional(Type.Array(PointMeta, { maxItems: mostPointsOfDevice })),
  id: Type.String({ minLength: 1, maxLength: 128, pattern: '^[^/+#\\u0000-\\u001f\\u007f]+$' }),
  system: PlainId,
  tested: Type.Optional(DeviceTest),
});

export const mostDevices = 50_000;

export const PlannedDevices = Type.Array(PlannedDeviceShape, { maxItems: mostDevices });

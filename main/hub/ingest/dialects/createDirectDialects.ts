/** The dialects of sources that are no brokers: the hub asks, or is asked, in the device's own protocol. */
import { createForeignDevices } from '../foreign/foreignDevices.ts';
import type { Dialect } from '../message.ts';
import type { SourceSettings } from '../sourcesFile.ts';
import type { DialectOptions } from './createDialects.ts';
import { createIsapi } from './isapi/index.ts';
import { createModbus } from './modbus/index.ts';
import { createOnvif } from './onvif/index.ts';
import { createViid } from './viid/index.ts';

export interface DirectOptions extends Pick<DialectOptions, 'homeOf' | 'placesOf' | 'now' | 'formerOf'> {
  /** Of a compound's clocks. */
  readonly zoneOf: (compound: string) => string;
}

export function createDirectDialects(
  { meters, camera, viid }: Pick<SourceSettings, 'meters' | 'camera' | 'viid'>,
  options: DirectOptions,
): readonly Dialect[] {
  const { homeOf, placesOf, now, formerOf, zoneOf } = options;
  const devicesOf = (dialect: string) =>
    createForeignDevices({ dialect, scope: dialect, homeOf, placesOf, now, formerOf });
  const dialects: Dialect[] = [];
  if (meters) dialects.push(createModbus(meters));
  if (camera?.kind === 'onvif') dialects.push(createOnvif(camera, devicesOf('onvif')));
  if (camera?.kind === 'isapi') dialects.push(createIsapi(camera, devicesOf('isapi'), now));
  if (viid) dialects.push(createViid(viid, devicesOf('viid'), zoneOf));
  return dialects;
}

/** Colours of city objects whose files name none: by the meaning of a surface, else by the class of the object. */

/** RGBA bytes, red lowest, as `PIECE.color`. */
export const packColor = (red: number, green: number, blue: number, alpha = 255): number =>
  (byte(red) | (byte(green) << 8) | (byte(blue) << 16) | (byte(alpha) << 24)) >>> 0;

const byte = (value: number): number =>
  Number.isFinite(value) ? Math.max(0, Math.min(255, Math.round(value))) : 0;

const hex = (rgb: number, alpha = 255): number =>
  packColor((rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255, alpha);

const BY_SURFACE: ReadonlyMap<string, number> = new Map([
  ['RoofSurface', hex(0x9c5f4d)],
  ['OuterCeilingSurface', hex(0xb9b4aa)],
  ['OuterFloorSurface', hex(0xb3a894)],
  ['WallSurface', hex(0xd8d2c6)],
  ['InteriorWallSurface', hex(0xe4e0d8)],
  ['CeilingSurface', hex(0xdcd9d2)],
  ['FloorSurface', hex(0xb8ac98)],
  ['GroundSurface', hex(0x8b8579)],
  ['ClosureSurface', hex(0xcfcfcf, 120)],
  ['Window', hex(0x8fb4cc, 140)],
  ['Door', hex(0x7a5b41)],
  ['WaterSurface', hex(0x5b8fb5, 190)],
  ['WaterGroundSurface', hex(0x6f6a5c)],
  ['WaterClosureSurface', hex(0x5b8fb5, 120)],
  ['TrafficArea', hex(0x6e7178)],
  ['AuxiliaryTrafficArea', hex(0x9aa08c)],
]);

const BY_TYPE: ReadonlyMap<string, number> = new Map([
  ['Building', hex(0xcdc6b8)],
  ['BuildingPart', hex(0xcdc6b8)],
  ['BuildingInstallation', hex(0xb7b0a2)],
  ['BuildingFurniture', hex(0xa48d6f)],
  ['Bridge', hex(0xa9a59c)],
  ['BridgePart', hex(0xa9a59c)],
  ['Tunnel', hex(0x8e8a83)],
  ['Road', hex(0x7d8087)],
  ['Square', hex(0x9b9a95)],
  ['Railway', hex(0x837a72)],
  ['TransportSquare', hex(0x9b9a95)],
  ['Track', hex(0xa0937d)],
  ['LandUse', hex(0xb2ba92)],
  ['PlantCover', hex(0x86a36b)],
  ['SolitaryVegetationObject', hex(0x6f9257)],
  ['WaterBody', hex(0x5b8fb5)],
  ['TINRelief', hex(0xa7a58c)],
  ['ReliefFeature', hex(0xa7a58c)],
  ['CityFurniture', hex(0x8c8f94)],
]);

const OTHER = hex(0xbdbab3);

/** Whether a class names what a surface is, rather than an object. */
export const isSurfaceClass = (name: string): boolean => BY_SURFACE.has(name);

export function colorOfSurface(surface: string | null, type: string): number {
  return (surface === null ? undefined : BY_SURFACE.get(surface)) ?? BY_TYPE.get(type) ?? OTHER;
}

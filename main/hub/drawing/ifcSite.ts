/** The site of a drawing in an IFC file: what the file's buildings or ground stand on. */
import type { LocalText } from '#shared/twin/text.ts';
import type { Host } from '#shared/ifc/elementWriter.ts';
import type { Digest, IfcModel, MapFrame } from '#shared/ifc/ifcModel.ts';
import { whole, word } from '#shared/ifc/stepWriter.ts';

export interface DrawingTitle {
  /** Of the compound. */
  readonly id: string;
  readonly name: LocalText;
  readonly map: MapFrame;
  readonly digest: Digest;
}

export function addSite(model: IfcModel, { name, map }: DrawingTitle): Host {
  const placement = model.placement(null, [0, 0, 0]);
  const spatial = model.add(
    'IFCSITE',
    model.id('site'),
    null,
    name.zh,
    null,
    null,
    placement,
    null,
    name.en,
    word('ELEMENT'),
    planeAngle(map.origin.latDeg),
    planeAngle(map.origin.lonDeg),
    map.origin.heightM,
    null,
    null,
  );
  model.aggregate(model.project, spatial);
  return { spatial, placement };
}

/** IfcCompoundPlaneAngleMeasure. */
function planeAngle(valueDeg: number) {
  const seconds = Math.round(Math.abs(valueDeg) * 3600);
  return [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60].map((part) =>
    whole(part * Math.sign(valueDeg)),
  );
}

/** Why nothing of an IFC file can be drawn: what is in it instead, so that whoever exported it knows what to change. */
import type { Georeference } from '#shared/protocol/model.ts';
import { fault, type Fault } from '#shared/protocol/result.ts';
import { elementTypes, otherTypes } from './ifcTypes.ts';
import type { StepFile } from './step/stepFile.ts';
import { refOf, refsOf, textOf } from './step/stepValues.ts';

const SPATIAL = /^IFC(PROJECT|SITE|BUILDING|BUILDINGSTOREY|FACILITY|ROAD|RAILWAY|BRIDGE)/;
const SHOWN_KINDS = 4;

/** Of one file without a single triangle. */
export function whyNothing(step: StepFile, file: string, georeference: Georeference): Fault {
  const place = placeOf(georeference);
  const count = (types: readonly string[]): number =>
    types.reduce((sum, type) => sum + step.idsOf(type).length, 0);
  if (count(['IFCPROJECT']) === 0) return fault('ifc-no-project', { file, place });
  const elements = count(step.types.filter((type) => elementTypes.has(type)));
  const spaces = count(['IFCSPACE']);
  const alignments = count(step.types.filter((type) => type.startsWith('IFCALIGNMENT')));
  const types = count(step.types.filter((type) => /^IFC\w+(TYPE|STYLE)$/.test(type) && !isStyle(type)));
  const kinds = shapesOf(step);
  if (elements > 0 && kinds.length === 0) return fault('ifc-no-shapes', { file, place, elements });
  if (elements > 0)
    return fault('ifc-no-triangles', {
      file,
      place,
      elements,
      kinds: kinds.slice(0, SHOWN_KINDS).join(', '),
    });
  if (spaces > 0) return fault('ifc-only-spaces', { file, place, spaces });
  if (alignments > 0) return fault('ifc-only-alignment', { file, place, alignments });
  if (types > 0) return fault('ifc-only-types', { file, place, types });
  const others = count(
    step.types.filter((type) => otherTypes.has(type) && !SPATIAL.test(type) && type !== 'IFCSPACE'),
  );
  return fault('ifc-only-structure', { file, place, others });
}

const isStyle = (type: string): boolean =>
  /IFC(SURFACE|CURVE|FILLAREA|TEXT|PRESENTATION|DRAUGHTING)/.test(type);

/** Kinds of representation that products have, with how often, the most frequent first. */
function shapesOf(step: StepFile): string[] {
  const found = new Map<string, number>();
  for (const type of step.types) {
    if (!elementTypes.has(type)) continue;
    for (const id of step.idsOf(type)) {
      const shape = refOf(step.read(id)[6]);
      if (shape === null) continue;
      for (const representation of refsOf(step.read(shape)[2])) {
        const [, identifier, kind] = step.read(representation);
        const name = [textOf(identifier), textOf(kind)].filter(Boolean).join('/') || '–';
        found.set(name, (found.get(name) ?? 0) + 1);
      }
    }
  }
  return [...found].sort(([, a], [, b]) => b - a).map(([name, count]) => `${name} ×${count}`);
}

function placeOf(georeference: Georeference): string {
  switch (georeference.kind) {
    case 'map': {
      const { crs, eastingM, northingM } = georeference;
      return `${crs || '–'} ${eastingM} m, ${northingM} m`;
    }
    case 'site':
      return `${georeference.latDeg.toFixed(5)}°, ${georeference.lonDeg.toFixed(5)}°`;
    case 'none':
      return '–';
  }
}

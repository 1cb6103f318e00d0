/** Materials of an element: names, layers with their thickness, profiles and constituents. */
import type { StoredProperty } from './properties.ts';
import type { StepFile } from './step/stepFile.ts';
import { numberOf, refOf, refsOf, textOf, type StepValue } from './step/stepValues.ts';
import type { ProjectUnits } from './units.ts';

const DEEPEST = 4;
/** Of one element, those within others counted wherever they are named. */
const MOST_RECORDS = 2000;

export function materialsOf(
  step: StepFile,
  units: ProjectUnits,
  id: number | null,
  depth = 0,
  budget = { left: MOST_RECORDS },
): StoredProperty[] {
  if (id === null || depth > DEEPEST || budget.left-- <= 0) return [];
  const args = step.read(id);
  const nameOf = (ref: StepValue | undefined): string | null => textOf(step.read(refOf(ref) ?? -1)[0]);
  const inside = (refs: StepValue | undefined): StoredProperty[] =>
    refsOf(refs).flatMap((member) => materialsOf(step, units, member, depth + 1, budget));
  switch (step.typeOf(id)) {
    case 'IFCMATERIAL':
      return [['Material', textOf(args[0]), null]];
    case 'IFCMATERIALLAYER':
      return [[nameOf(args[0]) ?? 'Layer', numberOf(args[1]), units.symbolOfUnitType('LENGTHUNIT')]];
    case 'IFCMATERIALCONSTITUENT':
      return [[textOf(args[0]) ?? 'Material', nameOf(args[2]), null]];
    case 'IFCMATERIALPROFILE':
      return inside(args[2]);
    case 'IFCMATERIALLAYERSET':
    case 'IFCMATERIALLIST':
    case 'IFCMATERIALLAYERSETUSAGE':
    case 'IFCMATERIALPROFILESETUSAGE':
      return inside(args[0]);
    case 'IFCMATERIALCONSTITUENTSET':
    case 'IFCMATERIALPROFILESET':
      return inside(args[2]);
    default:
      return [];
  }
}

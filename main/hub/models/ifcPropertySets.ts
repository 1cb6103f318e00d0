/** One property or quantity set of a file → names, values and units. */
import type { ElementProperty } from '#shared/protocol/model.ts';
import type { StoredProperty, StoredSet } from './properties.ts';
import type { StepFile } from './step/stepFile.ts';
import { numberOf, refOf, refsOf, textOf, type StepValue } from './step/stepValues.ts';
import type { ProjectUnits } from './units.ts';

type Scalar = ElementProperty['value'];

const QUANTITY_UNIT: Readonly<Record<string, string>> = {
  IFCQUANTITYLENGTH: 'LENGTHUNIT',
  IFCQUANTITYAREA: 'AREAUNIT',
  IFCQUANTITYVOLUME: 'VOLUMEUNIT',
  IFCQUANTITYWEIGHT: 'MASSUNIT',
  IFCQUANTITYTIME: 'TIMEUNIT',
  IFCQUANTITYCOUNT: '',
  IFCQUANTITYNUMBER: '',
};

/** Sets whose properties are attributes of the record, from the fifth on; a length carries the project's unit. */
const FIXED_SETS: Readonly<Record<string, readonly string[]>> = {
  IFCDOORLININGPROPERTIES: [
    'LiningDepth',
    'LiningThickness',
    'ThresholdDepth',
    'ThresholdThickness',
    'TransomThickness',
    'TransomOffset',
    'LiningOffset',
    'ThresholdOffset',
    'CasingThickness',
    'CasingDepth',
  ],
  IFCDOORPANELPROPERTIES: ['PanelDepth', 'PanelOperation', 'PanelWidth', 'PanelPosition'],
  IFCWINDOWLININGPROPERTIES: [
    'LiningDepth',
    'LiningThickness',
    'TransomThickness',
    'MullionThickness',
    'FirstTransomOffset',
    'SecondTransomOffset',
    'FirstMullionOffset',
    'SecondMullionOffset',
  ],
  IFCWINDOWPANELPROPERTIES: ['OperationType', 'PanelPosition', 'FrameDepth', 'FrameThickness'],
  IFCPERMEABLECOVERINGPROPERTIES: ['OperationType', 'PanelPosition', 'FrameDepth', 'FrameThickness'],
};
/** Shares of the whole width or height. */
const RATIOS = new Set(['PanelWidth', 'TransomOffset', 'FirstTransomOffset', 'SecondTransomOffset']);
const FIRST_FIXED = 4;
const DEEPEST = 5;
/** Of one set, those within others counted wherever they are named: a few records can name each other a million times. */
const MOST_PROPERTIES = 5000;

/** Null for a record that is no set. */
export function readSet(step: StepFile, units: ProjectUnits, id: number): StoredSet | null {
  const args = step.read(id);
  const type = step.typeOf(id) ?? '';
  const name = textOf(args[2]);
  const fixed = FIXED_SETS[type];
  if (fixed) {
    const lengthUnit = units.symbolOfUnitType('LENGTHUNIT');
    const properties = fixed.flatMap((property, i): StoredProperty[] => {
      const value = scalarOf(args[FIRST_FIXED + i]);
      if (value === null) return [];
      return [[property, value, typeof value === 'number' && !RATIOS.has(property) ? lengthUnit : null]];
    });
    return { name: name || type.replace(/^IFC/, 'Ifc'), properties };
  }
  const members = type === 'IFCPROPERTYSET' ? args[4] : type === 'IFCELEMENTQUANTITY' ? args[5] : null;
  if (!members) return null;
  return {
    name: name ?? '',
    properties: readMembers(step, units, refsOf(members)),
  };
}

function readMembers(step: StepFile, units: ProjectUnits, members: readonly number[]): StoredProperty[] {
  const budget = { left: MOST_PROPERTIES };
  return members.flatMap((member) => readProperty(step, units, member, '', 0, budget));
}

function readProperty(
  step: StepFile,
  units: ProjectUnits,
  id: number,
  prefix: string,
  depth: number,
  budget: { left: number },
): StoredProperty[] {
  if (budget.left-- <= 0) return [];
  const args = step.read(id);
  const type = step.typeOf(id) ?? '';
  const name = prefix + (textOf(args[0]) ?? '');
  const inside = (members: StepValue | undefined): StoredProperty[] =>
    depth >= DEEPEST
      ? []
      : refsOf(members).flatMap((member) =>
          readProperty(step, units, member, `${name} · `, depth + 1, budget),
        );
  if (type in QUANTITY_UNIT) {
    const own = refOf(args[2]);
    const unit = own === null ? units.symbolOfUnitType(QUANTITY_UNIT[type] ?? '') : units.symbolOf(own);
    return [[name, numberOf(args[3]), unit]];
  }
  const unitOf = (value: StepValue | undefined, unitId: number | null): string | null => {
    if (unitId !== null) return units.symbolOf(unitId);
    return value && typeof value === 'object' && 'type' in value ? units.symbolOfMeasure(value.type) : null;
  };
  switch (type) {
    case 'IFCPROPERTYSINGLEVALUE':
      return [[name, scalarOf(args[2]), unitOf(args[2], refOf(args[3]))]];
    case 'IFCPROPERTYENUMERATEDVALUE':
    case 'IFCPROPERTYLISTVALUE': {
      const items = listOf(args[2]);
      const unitId = type === 'IFCPROPERTYLISTVALUE' ? refOf(args[3]) : null;
      return [[name, items.map(words).join(', '), unitOf(items[0], unitId)]];
    }
    case 'IFCPROPERTYBOUNDEDVALUE': {
      const [upper, lower] = [scalarOf(args[2]), scalarOf(args[3])];
      return [[name, `${lower ?? '–'} … ${upper ?? '–'}`, unitOf(args[2] ?? args[3], refOf(args[4]))]];
    }
    case 'IFCPROPERTYTABLEVALUE': {
      const defined = listOf(args[3]);
      const pairs = listOf(args[2]).map((key, i) => `${words(key)} → ${words(defined[i])}`);
      return [[name, pairs.join('; '), unitOf(defined[0], refOf(args[6]))]];
    }
    case 'IFCPROPERTYREFERENCEVALUE': {
      const referred = step.read(refOf(args[3]) ?? -1).find((value) => typeof value === 'string');
      return [[name, textOf(referred) ?? textOf(args[2]), null]];
    }
    case 'IFCCOMPLEXPROPERTY':
      return inside(args[3]);
    case 'IFCPHYSICALCOMPLEXQUANTITY':
      return inside(args[2]);
    default:
      return [];
  }
}

const listOf = (value: StepValue | undefined): readonly StepValue[] => (Array.isArray(value) ? value : []);
const words = (value: StepValue | undefined): string => String(scalarOf(value) ?? '');

export function scalarOf(value: StepValue | undefined): Scalar {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  if ('word' in value) return value.word === 'T' ? true : value.word === 'F' ? false : value.word;
  if ('type' in value) return scalarOf(value.value);
  return null;
}

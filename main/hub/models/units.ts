/** Units of an IFC project: the length factor to metres, and symbols for property values. */
import type { StepFile } from './step/stepFile.ts';
import { numberOf, refOf, refsOf, textOf, wordOf, type StepValue } from './step/stepValues.ts';

const PREFIX: Readonly<Record<string, readonly [symbol: string, factor: number]>> = {
  GIGA: ['G', 1e9],
  MEGA: ['M', 1e6],
  KILO: ['k', 1e3],
  HECTO: ['h', 1e2],
  DECA: ['da', 10],
  DECI: ['d', 0.1],
  CENTI: ['c', 0.01],
  MILLI: ['m', 0.001],
  MICRO: ['µ', 1e-6],
};
const SYMBOL: Readonly<Record<string, string>> = {
  METRE: 'm',
  SQUARE_METRE: 'm²',
  CUBIC_METRE: 'm³',
  GRAM: 'g',
  SECOND: 's',
  RADIAN: 'rad',
  KELVIN: 'K',
  WATT: 'W',
  DEGREE_CELSIUS: '°C',
  PASCAL: 'Pa',
  NEWTON: 'N',
  JOULE: 'J',
  VOLT: 'V',
  AMPERE: 'A',
  HERTZ: 'Hz',
  LUX: 'lx',
  LUMEN: 'lm',
};
/** Value type of a property → unit type of the project's assignment. */
const UNIT_OF_MEASURE: Readonly<Record<string, string>> = {
  IFCLENGTHMEASURE: 'LENGTHUNIT',
  IFCPOSITIVELENGTHMEASURE: 'LENGTHUNIT',
  IFCNONNEGATIVELENGTHMEASURE: 'LENGTHUNIT',
  IFCAREAMEASURE: 'AREAUNIT',
  IFCVOLUMEMEASURE: 'VOLUMEUNIT',
  IFCPLANEANGLEMEASURE: 'PLANEANGLEUNIT',
  IFCPOSITIVEPLANEANGLEMEASURE: 'PLANEANGLEUNIT',
  IFCMASSMEASURE: 'MASSUNIT',
  IFCTIMEMEASURE: 'TIMEUNIT',
  IFCPOWERMEASURE: 'POWERUNIT',
  IFCTHERMODYNAMICTEMPERATUREMEASURE: 'THERMODYNAMICTEMPERATUREUNIT',
  IFCPRESSUREMEASURE: 'PRESSUREUNIT',
  IFCFORCEMEASURE: 'FORCEUNIT',
};
const FIXED: Readonly<Record<string, string>> = {
  IFCTHERMALTRANSMITTANCEMEASURE: 'W/(m²·K)',
  IFCTHERMALCONDUCTIVITYMEASURE: 'W/(m·K)',
};

export interface ProjectUnits {
  /** Metres per length unit of the file; 1 where it names none that lengths can be told in. */
  readonly lengthM: number;
  /** Whether that 1 is taken and not read. */
  readonly isLengthAssumed: boolean;
  /** The record of a length unit that no length can be told in; null where there is none. */
  readonly badLengthId: number | null;
  /** Symbol for a value of an IFC measure type, or null. */
  symbolOfMeasure(type: string): string | null;
  symbolOfUnitType(unitType: string): string | null;
  /** Symbol of a unit record. */
  symbolOf(unitId: number): string | null;
}

export function readUnits(step: StepFile): ProjectUnits {
  const projectId = step.idsOf('IFCPROJECT')[0];
  const assignment = projectId === undefined ? null : refOf(step.read(projectId)[8]);
  const unitIds = refsOf(step.read(assignment ?? step.idsOf('IFCUNITASSIGNMENT')[0] ?? -1)[0]);
  const byType = new Map<string, number>();
  for (const id of unitIds) {
    const unitType = wordOf(step.read(id)[1]);
    if (unitType) byType.set(unitType, id);
  }
  const lengthId = byType.get('LENGTHUNIT');
  const lengthM = lengthId === undefined ? null : unitFactor(step, lengthId);
  const symbols = new Map<number, string | null>();
  const symbolOf = (id: number): string | null => {
    const held = symbols.get(id);
    if (held !== undefined) return held;
    const symbol = symbolOfUnit(step, id);
    symbols.set(id, symbol);
    return symbol;
  };
  const symbolOfUnitType = (unitType: string): string | null => {
    const id = byType.get(unitType);
    return id === undefined ? null : symbolOf(id);
  };
  return {
    lengthM: lengthM ?? 1,
    isLengthAssumed: lengthM === null,
    badLengthId: lengthM === null ? (lengthId ?? null) : null,
    symbolOf,
    symbolOfUnitType,
    symbolOfMeasure: (type) => {
      const unitType = UNIT_OF_MEASURE[type];
      return unitType ? symbolOfUnitType(unitType) : (FIXED[type] ?? null);
    },
  };
}

/** Units that stand on others, one on another, that are followed; a unit may stand on itself. */
const MOST_BASES = 8;

/** Factor of a named unit to its SI unit: 0.001 for millimetres, 0.3048 for feet. Null where nothing can be told in it. */
export function unitFactor(step: StepFile, id: number, basesLeft = MOST_BASES): number | null {
  const args = step.read(id);
  if (step.typeOf(id) === 'IFCSIUNIT') {
    // A squared or cubed unit carries the prefix of its base.
    const power = { AREAUNIT: 2, VOLUMEUNIT: 3 }[wordOf(args[1]) ?? ''] ?? 1;
    return (PREFIX[wordOf(args[2]) ?? '']?.[1] ?? 1) ** power;
  }
  const measure = step.read(refOf(args[3]) ?? -1);
  const base = refOf(measure[1]);
  // What stands on nothing that is there stands on the SI unit.
  const isFollowed = base !== null && basesLeft > 0 && step.rowOf(base) >= 0;
  const baseFactor = isFollowed ? unitFactor(step, base, basesLeft - 1) : 1;
  const factor = (numberOf(measure[0]) ?? 0) * (baseFactor ?? 0);
  return Number.isFinite(factor) && factor > 0 ? factor : null;
}

function symbolOfUnit(step: StepFile, id: number): string | null {
  const args: readonly StepValue[] = step.read(id);
  if (step.typeOf(id) === 'IFCSIUNIT') {
    const base = SYMBOL[wordOf(args[3]) ?? ''] ?? wordOf(args[3])?.toLowerCase() ?? null;
    return base === null ? null : `${PREFIX[wordOf(args[2]) ?? '']?.[0] ?? ''}${base}`;
  }
  if (step.typeOf(id) === 'IFCMONETARYUNIT') return textOf(args[0]) ?? wordOf(args[0]);
  return textOf(args[2])?.toLowerCase() ?? null;
}

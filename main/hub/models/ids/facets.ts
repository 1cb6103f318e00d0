/** Facets of IDS 1.0 over the rows and properties of a model: does an element fit, and if not, why. */
import type { ElementColumns, ElementProperty } from '#shared/protocol/model.ts';
import { fault, type Fault } from '#shared/protocol/result.ts';
import type { PropertyReader } from '#shared/models/propertyColumns.ts';
import { childOf, type IdsNode } from './idsXml.ts';
import { readValue, type IdsValue } from './idsValue.ts';

export interface Facet {
  readonly cardinality: 'required' | 'optional' | 'prohibited';
  /** Null where the element fits; for `optional` also where it has nothing of the kind. */
  misses(element: number): Fault | null;
}

export interface CheckedModel {
  /** Of its files. */
  readonly schemas: readonly string[];
  readonly columns: ElementColumns;
  readonly properties: PropertyReader;
}

export interface Asked {
  readonly model: CheckedModel;
  readonly propertiesOf: (element: number) => readonly ElementProperty[];
}

const ATTRIBUTES = 'Attributes';

/** Null for a facet that is not known: it is skipped and told of. */
export function readFacet(node: IdsNode, asked: Asked): Facet | null {
  const kind = node.attributes['cardinality'];
  const cardinality = kind === 'optional' || kind === 'prohibited' ? kind : 'required';
  const check = checkOf(node, asked);
  return check && { cardinality, misses: (element) => check(element, cardinality === 'optional') };
}

type Check = (element: number, isOptional: boolean) => Fault | null;

function checkOf(node: IdsNode, asked: Asked): Check | null {
  switch (node.name) {
    case 'entity':
      return entityCheck(node, asked);
    case 'attribute':
      return attributeCheck(node, asked);
    case 'property':
      return propertyCheck(node, asked);
    case 'classification':
      return classificationCheck(node, asked);
    case 'material':
      return materialCheck(node, asked);
    case 'partOf':
      return partOfCheck(node, asked);
    default:
      return null;
  }
}

const shown = (value: IdsValue | null): string => value?.shown ?? '*';

function entityCheck(node: IdsNode, { model, propertiesOf }: Asked): Check {
  const name = readValue(childOf(node, 'name'));
  const predefined = readValue(childOf(node, 'predefinedType'));
  return (element) => {
    const type = (model.columns.type[element] ?? '').toUpperCase();
    if (name && !name.accepts(type)) return fault('ids-entity', { wanted: name.shown, found: type });
    if (!predefined) return null;
    const kind = predefinedTypeOf(propertiesOf(element));
    return predefined.accepts(kind)
      ? null
      : fault('ids-predefined-type', { wanted: predefined.shown, found: kind ?? '–' });
  };
}

/** A type of the user's own is named elsewhere. */
function predefinedTypeOf(properties: readonly ElementProperty[]): string | null {
  const valueOf = (name: string): string | null => {
    const found = properties.find((one) => one.set === ATTRIBUTES && one.name === name)?.value;
    return typeof found === 'string' ? found : null;
  };
  const own = valueOf('PredefinedType');
  return own === 'USERDEFINED' ? (valueOf('ObjectType') ?? own) : own;
}

function attributeCheck(node: IdsNode, { model, propertiesOf }: Asked): Check {
  const name = readValue(childOf(node, 'name'));
  const value = readValue(childOf(node, 'value'));
  return (element, isOptional) => {
    const known: readonly (readonly [string, ElementProperty['value']])[] = [
      ['Name', model.columns.name[element] || null],
      ['GlobalId', model.columns.globalId[element] || null],
      ...propertiesOf(element)
        .filter(({ set }) => set === ATTRIBUTES)
        .map((one) => [one.name, one.value] as const),
    ];
    const named = known.filter(([key, held]) => held !== null && (name?.accepts(key) ?? true));
    if (named.length === 0)
      return isOptional ? null : fault('ids-attribute-missing', { attribute: shown(name) });
    if (!value || named.some(([, held]) => value.accepts(held))) return null;
    return fault('ids-value', {
      what: shown(name),
      wanted: value.shown,
      found: named.map(([, held]) => String(held)).join(', '),
    });
  };
}

function propertyCheck(node: IdsNode, { propertiesOf }: Asked): Check {
  const set = readValue(childOf(node, 'propertySet'));
  const name = readValue(childOf(node, 'baseName'));
  const value = readValue(childOf(node, 'value'));
  const what = `${shown(set)}.${shown(name)}`;
  return (element, isOptional) => {
    const named = propertiesOf(element).filter(
      (one) => (set?.accepts(one.set) ?? true) && (name?.accepts(one.name) ?? true) && one.value !== null,
    );
    if (named.length === 0) return isOptional ? null : fault('ids-property-missing', { property: what });
    if (!value || named.every((one) => value.accepts(one.value))) return null;
    const found = named.map((one) => String(one.value)).join(', ');
    return fault('ids-value', { what, wanted: value.shown, found });
  };
}

function classificationCheck(node: IdsNode, { propertiesOf }: Asked): Check {
  const system = readValue(childOf(node, 'system'));
  const value = readValue(childOf(node, 'value'));
  return (element, isOptional) => {
    const held = propertiesOf(element).filter((one) => one.set === 'Classification');
    const inSystem = held.filter((one) => system?.accepts(one.name) ?? true);
    if (inSystem.length === 0)
      return isOptional ? null : fault('ids-classification-missing', { system: shown(system) });
    // Stored as code and title; a code alone is what files ask for.
    const fits = inSystem.some((one) => {
      const text = String(one.value ?? '');
      return !value || value.accepts(text) || value.accepts(text.split(' ')[0] ?? '');
    });
    const found = inSystem.map((one) => String(one.value)).join(', ');
    return fits ? null : fault('ids-value', { what: shown(system), wanted: shown(value), found });
  };
}

function materialCheck(node: IdsNode, { propertiesOf }: Asked): Check {
  const value = readValue(childOf(node, 'value'));
  return (element, isOptional) => {
    // A layer is named by its material and carries its thickness.
    const names = propertiesOf(element)
      .filter((one) => one.set === 'Material')
      .flatMap((one) => (typeof one.value === 'string' ? [one.value, one.name] : [one.name]));
    if (names.length === 0) return isOptional ? null : fault('ids-material-missing');
    if (!value || names.some((name) => value.accepts(name))) return null;
    return fault('ids-value', { what: 'Material', wanted: value.shown, found: names.join(', ') });
  };
}

const DEEPEST = 64;

function partOfCheck(node: IdsNode, { model }: Asked): Check {
  const name = readValue(childOf(childOf(node, 'entity') ?? node, 'name'));
  const { parent, type } = model.columns;
  return (element, isOptional) => {
    let at = parent[element] ?? -1;
    for (let depth = 0; at >= 0 && depth < DEEPEST; depth++) {
      if (!name || name.accepts((type[at] ?? '').toUpperCase())) return null;
      at = parent[at] ?? -1;
    }
    return isOptional ? null : fault('ids-not-part-of', { wanted: shown(name) });
  };
}

/**
 * A model checked against an IDS 1.0 file (buildingSMART, "Information Delivery Specification"): which elements a
 * specification is about, and which of them do not meet it. Pure over what the cache holds.
 */
import type { IdsFailure, IdsReport, IdsSpecification } from '#shared/protocol/model.ts';
import { failure, fault, success, type Fault, type Result } from '#shared/protocol/result.ts';
import { readFacet, type Asked, type CheckedModel, type Facet } from './facets.ts';
import { childOf, childrenOf, readXml, textOf, type IdsNode } from './idsXml.ts';

const MOST_FAILURES = 200;

export function checkIds(model: CheckedModel, xml: string): Result<IdsReport> {
  let root: IdsNode;
  try {
    root = readXml(xml);
  } catch (error) {
    return failure('ids-unreadable', { reason: error instanceof Error ? error.message : String(error) });
  }
  const ids = childOf(root, 'ids');
  const specifications = childOf(ids, 'specifications');
  if (!ids || !specifications) return failure('ids-none');
  const held = new Map<number, ReturnType<CheckedModel['properties']['read']>>();
  const propertiesOf = (element: number) => {
    const known = held.get(element) ?? model.properties.read(element);
    held.set(element, known);
    return known;
  };
  try {
    return success({
      title: textOf(childOf(childOf(ids, 'info'), 'title')).trim(),
      specifications: childrenOf(specifications, 'specification').map((node) =>
        checkOne(node, { model, propertiesOf }),
      ),
    });
  } catch (error) {
    return failure('ids-unreadable', { reason: error instanceof Error ? error.message : String(error) });
  }
}

function checkOne(node: IdsNode, asked: Asked): IdsSpecification {
  const { model } = asked;
  const name = node.attributes['name'] ?? '';
  const versions = (node.attributes['ifcVersion'] ?? '').split(/\s+/).filter(Boolean);
  const schemas = model.schemas.map((schema) => schema.toUpperCase());
  const none = { name, applicable: 0, failed: 0, failures: [], reason: null };
  if (versions.length > 0 && !schemas.some((schema) => versions.some((version) => isOf(schema, version))))
    return { ...none, outcome: 'other-version' };

  const applicability = childOf(node, 'applicability');
  const about = facetsOf(applicability, asked);
  const wanted = facetsOf(childOf(node, 'requirements'), asked);
  const elements = model.columns.type.flatMap((_, element) =>
    about.length > 0 && about.every((facet) => facet.misses(element) === null) ? [element] : [],
  );
  const least = Number(applicability?.attributes['minOccurs'] ?? 0);
  const most = applicability?.attributes['maxOccurs'];
  const isProhibited = most === '0' && wanted.length === 0;
  const failures: IdsFailure[] = [];
  let failed = 0;
  for (const element of elements) {
    const reason = isProhibited ? fault('ids-prohibited') : firstMiss(wanted, element);
    if (!reason) continue;
    failed++;
    if (failures.length < MOST_FAILURES) failures.push(describe(model, element, reason));
  }
  const reason = elements.length < least ? fault('ids-none-applicable') : null;
  const outcome =
    failed > 0 || reason ? 'failed' : elements.length === 0 && least === 0 ? 'not-applicable' : 'passed';
  return { name, outcome, applicable: elements.length, failed, failures, reason };
}

/** `IFC4X3_ADD2` is what a file calls IFC4X3, and the other way round. */
const isOf = (schema: string, version: string): boolean =>
  schema === version.toUpperCase() || schema.replace(/_.*/, '') === version.toUpperCase().replace(/_.*/, '');

const facetsOf = (node: IdsNode | null, asked: Asked): Facet[] =>
  node?.children.flatMap((child) => readFacet(child, asked) ?? []) ?? [];

function firstMiss(wanted: readonly Facet[], element: number): Fault | null {
  for (const facet of wanted) {
    const miss = facet.misses(element);
    if (facet.cardinality === 'prohibited') {
      if (!miss) return fault('ids-prohibited');
    } else if (miss) return miss;
  }
  return null;
}

const describe = ({ columns }: CheckedModel, element: number, reason: Fault): IdsFailure => ({
  element,
  globalId: columns.globalId[element] ?? '',
  type: columns.type[element] ?? '',
  name: columns.name[element] ?? '',
  reason,
});

/** Sets of elements of several models. Each change is a new set. Pure. */
import type { ElementRef, ElementSet } from '#scene/toolContract.ts';

export function setOf(elements: Iterable<ElementRef>): ElementSet {
  return withElements(new Map(), elements);
}

export function withElements(set: ElementSet, elements: Iterable<ElementRef>): ElementSet {
  const next = new Map([...set].map(([modelId, own]) => [modelId, new Set(own)]));
  for (const { modelId, element } of elements) {
    const own = next.get(modelId);
    if (own) own.add(element);
    else next.set(modelId, new Set([element]));
  }
  return next;
}

export function withoutElements(set: ElementSet, elements: Iterable<ElementRef>): ElementSet {
  const next = new Map([...set].map(([modelId, own]) => [modelId, new Set(own)]));
  for (const { modelId, element } of elements) next.get(modelId)?.delete(element);
  return new Map([...next].filter(([, own]) => own.size > 0));
}

export function sizeOf(set: ElementSet): number {
  return [...set.values()].reduce((sum, own) => sum + own.size, 0);
}

export function hasElement(set: ElementSet, { modelId, element }: ElementRef): boolean {
  return set.get(modelId)?.has(element) ?? false;
}

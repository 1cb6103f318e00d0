/**
 * Names of a model's elements that outlive a new import: the GlobalId of the file. Where that is missing or used
 * twice, the place in the file is added, which is as stable as the file itself. Pure.
 */
export interface ElementIds {
  idOf(element: number): string;
  /** −1 where no element has that name. */
  elementOf(id: string): number;
}

export function createElementIds(globalIds: readonly string[]): ElementIds {
  const elements = new Map<string, number>();
  const ids = globalIds.map((globalId, element) => {
    const id = globalId !== '' && !elements.has(globalId) ? globalId : `${globalId}~${element}`;
    elements.set(id, element);
    return id;
  });
  return {
    idOf: (element) => ids[element] ?? `~${element}`,
    elementOf: (id) => elements.get(id) ?? -1,
  };
}

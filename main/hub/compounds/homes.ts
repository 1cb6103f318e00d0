/**
 * Whose a device of another system is: the compound whose mapping names it, else, of Home Assistant's, the one that names
 * its node, else the one that has its prefix, else the home compound.
 */
import { homeAssistantDialect, type ForeignName, type HomeOf } from '#shared/compounds/foreignName.ts';
import type { CompoundMapping, MappedDevice } from '#shared/compounds/mapping.ts';

export function homesOf(mappings: () => ReadonlyMap<string, CompoundMapping>, home: string): HomeOf {
  return (name) => {
    let otherwise: string | null = null;
    let byPrefix: string | null = null;
    for (const [compound, mapping] of mappings()) {
      const mapped = mappedIn(mapping, name);
      if (mapped) return { compound, mapped };
      if (name.dialect !== homeAssistantDialect) continue;
      const { nodes, prefix } = mapping.homeAssistant;
      if (name.node !== null && nodes?.includes(name.node)) otherwise ??= compound;
      if (prefix === name.scope) byPrefix ??= compound;
    }
    return { compound: otherwise ?? byPrefix ?? home, mapped: null };
  };
}

/** What a mapping says of a device; undefined where it does not name it. */
export function mappedIn(
  mapping: CompoundMapping,
  { dialect, id }: Pick<ForeignName, 'dialect' | 'id'>,
): MappedDevice | undefined {
  const named =
    dialect === homeAssistantDialect
      ? mapping.homeAssistant.devices
      : Object.hasOwn(mapping.devices, dialect)
        ? mapping.devices[dialect]
        : undefined;
  return named && Object.hasOwn(named, id) ? named[id] : undefined;
}

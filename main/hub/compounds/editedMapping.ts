/** A compound's mapping after single devices of other systems were placed, one by one or many at once. */
import { homeAssistantDialect } from '#shared/compounds/foreignName.ts';
import { emptyMapping, type CompoundMapping, type MappedDevice } from '#shared/compounds/mapping.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { mappedIn } from './homes.ts';

export interface MappingEdit {
  readonly dialect: string;
  /** As the other system calls it. */
  readonly id: string;
  /** Null: the mapping says nothing of it any more. */
  readonly mapped: MappedDevice | null;
}

/** Refused where another compound has the device: it cannot be in two. */
export function editedMapping(
  compound: string,
  mappings: ReadonlyMap<string, CompoundMapping>,
  edits: readonly MappingEdit[],
): Result<CompoundMapping> {
  const before = mappings.get(compound) ?? emptyMapping;
  const ofHomeAssistant = new Map(Object.entries(before.homeAssistant.devices));
  const devices = new Map(
    Object.entries(before.devices).map(([dialect, named]) => [dialect, new Map(Object.entries(named))]),
  );
  for (const edit of edits) {
    const { dialect, id, mapped } = edit;
    for (const [other, mapping] of mappings)
      if (mapped && other !== compound && mappedIn(mapping, edit))
        return failure('mapped-elsewhere', { device: id, compound: other });
    const named =
      dialect === homeAssistantDialect
        ? ofHomeAssistant
        : (devices.get(dialect) ?? new Map<string, MappedDevice>());
    if (named !== ofHomeAssistant) devices.set(dialect, named);
    if (mapped) named.set(id, mapped);
    else named.delete(id);
  }
  return success({
    version: 2,
    homeAssistant: { ...before.homeAssistant, devices: Object.fromEntries(ofHomeAssistant) },
    devices: Object.fromEntries(
      [...devices]
        .filter(([, named]) => named.size > 0)
        .map(([dialect, named]) => [dialect, Object.fromEntries(named)]),
    ),
  });
}

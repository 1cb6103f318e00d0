/**
 * Whose a device of Home Assistant's is: the compound whose mapping names it, else the one that names its node, else the
 * one that announced itself under a prefix of its own, else the home compound.
 */
import type { CompoundMapping, MappedDevice } from '#shared/compounds/mapping.ts';

const unmapped: MappedDevice = {};

export function homesOf(mappings: () => ReadonlyMap<string, CompoundMapping>, home: string) {
  return (deviceId: string, nodeId: string | null, prefix: string) => {
    const all = [...mappings()];
    const ofDevice = (mapping: CompoundMapping) =>
      Object.hasOwn(mapping.homeAssistant.devices, deviceId)
        ? mapping.homeAssistant.devices[deviceId]
        : undefined;
    const found =
      all.find(([, mapping]) => ofDevice(mapping) !== undefined) ??
      all.find(([, { homeAssistant }]) => nodeId !== null && homeAssistant.nodes?.includes(nodeId)) ??
      all.find(([, { homeAssistant }]) => homeAssistant.prefix === prefix);
    if (!found) return { compound: home, mapped: unmapped };
    const [compound, mapping] = found;
    return { compound, mapped: ofDevice(mapping) ?? unmapped };
  };
}

/** The compound room: compounds as folders of the data directory, read, made, changed and carried away while the hub runs. */
export {
  compoundFolders,
  compoundsDirOf,
  readCompound,
  type StoredCompound,
} from './folder.ts';
export { createCompoundRoom, type CompoundRoom } from './compoundRoom.ts';
export { announceDevices } from './serving.ts';
export { adoptRules } from './rulesFile.ts';
export { newCompound } from './newCompound.ts';

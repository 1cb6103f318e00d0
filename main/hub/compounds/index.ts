/** The compound room: compounds as folders of the data directory, read, made, changed and carried away while the hub runs. */
export {
  compoundFolders,
  compoundsDirOf,
  placeFolder,
  readCompound,
  stageFolder,
  type StoredCompound,
} from './folder.ts';
export { createCompoundRoom, type CompoundRoom } from './compoundRoom.ts';
export { announceDevices, announceServed } from './serving.ts';
export { countsOf, newCompound } from './newCompound.ts';
export { revisionOf } from './drawings.ts';
export { packCompound, unpackCompound } from './archive.ts';
export { createArchiveJobs } from './archiveJobs.ts';
export { dropOwn, ownFilesIn, readOwn, type CompoundOwn, type OnOwn, type OwnKind } from './ownFiles.ts';
export { homesOf } from './homes.ts';
export type { MappingEdit } from './editedMapping.ts';

/** Models of the compound: the list, and importing by dropping files. */
export { importFiles } from './importFiles.ts';
export { Models } from './Models.tsx';

/** Models of the compound: the list, and importing by dropping files. */
export { CompareCard } from './CompareCard.tsx';
export { ComparedSides } from './ComparedSides.tsx';
export { importFiles } from './importFiles.ts';
export { Models } from './Models.tsx';

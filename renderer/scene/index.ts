/** The scene's door: what screens and panels may import. */
export { createSceneHost } from './host.ts';
export { createDivider } from './split/divider.ts';
export type * from './contract.ts';

/** The scene's door: what screens and panels may import. */
export { createSceneHost } from './host.ts';
export type * from './contract.ts';

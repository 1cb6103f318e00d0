/** Tools of the scene: what they are, at its edge, and what keeps the scene true to them. */
export { SceneTools } from './SceneTools.tsx';
export { startTools } from './startTools.ts';

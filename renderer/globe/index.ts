/** The room's door. */
export { createGlobeHost } from './host.ts';

/** The video room: pictures of cameras that browsers cannot reach or may not read, passed through the hub. */
export { createVideoRelay, type Relayed } from './relay.ts';

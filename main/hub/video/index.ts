/** The video room: pictures of cameras that browsers cannot reach or may not read, passed through the hub. */
export { createVideoRelay, type Camera, type Relayed } from './relay.ts';
export { createCameraHosts, type CameraHosts } from './cameraHosts.ts';

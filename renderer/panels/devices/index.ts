/** What is known of the thing that is selected. */
export { Detail } from './Detail.tsx';
export { DeviceCommands } from './DeviceCommands.tsx';

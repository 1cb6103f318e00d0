/** What is known of the thing that is selected. */
export { Detail } from './Detail.tsx';
export { CommandButtons, DeviceCommands } from './DeviceCommands.tsx';

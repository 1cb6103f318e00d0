/** Evidence of an incident: files that people attach, signed packages, and the lock on what they rest on. */
import './evidence.css';

export { AttachFile } from './AttachFile.tsx';
export { Evidence } from './Evidence.tsx';

/** Calibrating a camera by corners of windows: a dialog over the screen. */
import './calibration.css';

export { Calibration } from './Calibration.tsx';

/** The report of an incident: a dialog over the screen. */
import './report.css';

export { Report } from './Report.tsx';

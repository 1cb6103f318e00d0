/** Which windows the throw cameras can judge: a dialog over the screen. */
import './coverage.css';

export { Coverage } from './Coverage.tsx';

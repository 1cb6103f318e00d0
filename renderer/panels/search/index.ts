/** Anything by name. */
export { Search } from './Search.tsx';

/** The plan of one storey, drawn to scale. */
export { StoreyPlan } from './StoreyPlan.tsx';

/** Incidents, as a screen lays them out. */
import type { PanelDeclaration } from '#panels/panel.ts';
import './incidents.css';
import './backTrace.css';
import { IncidentBadge } from './IncidentBadge.tsx';
import { Incidents } from './Incidents.tsx';

export { Procedure } from './Procedure.tsx';
export { StepCommand } from './StepCommand.tsx';
export { useHouseholds, type Households } from './useHouseholds.ts';
export { NewIncident } from './NewIncident.tsx';
export { ReasonDialog } from './ReasonDialog.tsx';

export const incidentsPanel: PanelDeclaration = {
  id: 'incidents',
  title: 'incident.title',
  needs: 'incidents.read',
  minWidthRem: 19,
  minHeightRem: 12,
  Component: Incidents,
  Badge: IncidentBadge,
};

/** The panels that an operations screen can have. */
import { alarmFiguresPanel } from '#panels/alarmFigures/index.ts';
import { alarmsPanel } from '#panels/alarms/index.ts';
import { camerasPanel } from '#panels/cameras/index.ts';
import { chartPanel } from '#panels/chart/index.ts';
import { drillsPanel } from '#panels/drills/index.ts';
import { elementsPanel } from '#panels/elements/index.ts';
import { firePanel } from '#panels/fire/index.ts';
import { handoverPanel } from '#panels/handover/index.ts';
import { journalPanel } from '#panels/journal/index.ts';
import { figuresPanel } from '#panels/figures/index.ts';
import { incidentsPanel } from '#panels/incidents/index.ts';
import { layersPanel } from '#panels/layers/index.ts';
import type { PanelDeclaration } from '#panels/panel.ts';
import { placesPanel } from '#panels/places/index.ts';
import { workOrdersPanel } from '#panels/workOrders/index.ts';
import { noticesPanel } from '#panels/notices/index.ts';
import { proceduresPanel } from '#panels/procedures/index.ts';
import { rulesPanel } from '#panels/rules/index.ts';
import { scenePanel } from '#panels/scene/index.ts';
import { systemPanel } from '#renderer/systems/index.ts';

export const panels: readonly PanelDeclaration[] = [
  scenePanel,
  placesPanel,
  elementsPanel,
  layersPanel,
  figuresPanel,
  alarmsPanel,
  incidentsPanel,
  firePanel,
  camerasPanel,
  journalPanel,
  handoverPanel,
  workOrdersPanel,
  noticesPanel,
  alarmFiguresPanel,
  rulesPanel,
  proceduresPanel,
  drillsPanel,
  chartPanel,
  systemPanel,
];

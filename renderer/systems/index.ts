/** The panel of systems, and which of them have a view of their own; all others are shown as a table of their devices. */
import { createElement, type ComponentType } from 'react';
import type { PanelDeclaration } from '#panels/panel.ts';
import type { SystemDeclaration } from '#shared/systems/declaration.ts';
import { systems } from '#shared/systems/index.ts';
import { BroadcastView } from './broadcast/BroadcastView.tsx';
import { HealthView } from './device-health/HealthView.tsx';
import { CareView } from './fall-sos/CareView.tsx';
import { ChargingView } from './ev-charger/ChargingView.tsx';
import { FireView } from './fire-panel/FireView.tsx';
import { BookingView } from './ground-lock/BookingView.tsx';
import { ScreensView } from './info-screen/ScreensView.tsx';
import { LiftView } from './lift/LiftView.tsx';
import { LightingView } from './lighting/LightingView.tsx';
import { LockerView } from './locker/LockerView.tsx';
import { BayView } from './parking-bay/BayView.tsx';
import { PassageView } from './pedestrian-gate/PassageView.tsx';
import { SharedView } from './shared-parking/SharedView.tsx';
import { GarageView } from './stereo-garage/GarageView.tsx';
import { SystemPanel } from './SystemPanel.tsx';
import type { SystemView, SystemViewProps } from './view.ts';

const drawn =
  (View: ComponentType<SystemViewProps>): SystemView =>
  (props) =>
    // What was chosen in one system’s view is nothing to another’s.
    createElement(View, { key: props.system.id, ...props });

const viewOf = (View: ComponentType<SystemViewProps>, isShown: (system: SystemDeclaration) => boolean) =>
  systems.filter(isShown).map(({ id }): readonly [string, SystemView] => [id, drawn(View)]);

const views: ReadonlyMap<string, SystemView> = new Map([
  ...viewOf(PassageView, ({ passage }) => passage !== undefined),
  ...viewOf(BookingView, ({ booking }) => booking !== undefined),
  ['ev-charger', drawn(ChargingView)],
  ['ebike-charger', drawn(ChargingView)],
  ['fire-panel', drawn(FireView)],
  ['lift', drawn(LiftView)],
  ['parking-bay', drawn(BayView)],
  ['shared-parking', drawn(SharedView)],
  ['stereo-garage', drawn(GarageView)],
  ['fall-sos', drawn(CareView)],
  ['broadcast', drawn(BroadcastView)],
  ['info-screen', drawn(ScreensView)],
  ['locker', drawn(LockerView)],
  ['lighting', drawn(LightingView)],
  ['device-health', drawn(HealthView)],
]);

export const systemPanel: PanelDeclaration = {
  id: 'system',
  title: 'system.title',
  minWidthRem: 24,
  minHeightRem: 14,
  opensBelowScene: true,
  droppedWhenHidden: true,
  Component: () => createElement(SystemPanel, { views }),
};

/** The dialog that is open, if any. */
import { NoteDialog, ShelveDialog } from '#panels/alarms/index.ts';
import { Calibration } from '#panels/calibration/index.ts';
import { Coverage } from '#panels/coverage/index.ts';
import { NewIncident, ReasonDialog } from '#panels/incidents/index.ts';
import { Models } from '#panels/models/index.ts';
import { StoreyPlan } from '#panels/plan/index.ts';
import { Search } from '#panels/search/index.ts';
import { BookmarkForm, BookmarkList } from '#panels/time/index.ts';
import { NewOrder } from '#panels/workOrders/index.ts';
import { Keys, Rejections } from '#panels/top/index.ts';
import type { ComponentType } from 'react';
import type { Overlay } from '#state/choices.ts';
import { useChoices } from '#state/useScreen.tsx';

const overlays: Readonly<Record<Overlay, ComponentType>> = {
  search: Search,
  keys: Keys,
  models: Models,
  plan: StoreyPlan,
  rejections: Rejections,
  'acknowledge-note': NoteDialog,
  shelve: ShelveDialog,
  'new-incident': NewIncident,
  'incident-reason': ReasonDialog,
  'new-order': NewOrder,
  calibration: Calibration,
  coverage: Coverage,
  bookmarks: BookmarkList,
  bookmark: BookmarkForm,
};

export function Overlays() {
  const overlay = useChoices((choices) => choices.overlay);
  if (overlay === null) return null;
  const Open = overlays[overlay];
  return <Open />;
}

/**
 * Esc goes back by one step: the tool in the hand, the chosen stretch of time, then what is chosen within a building, the storey that is shown alone, the
 * x-ray, the building, at last the comparison. What one would still want to see is never taken along.
 */
import type { ScreenContext } from '#state/screenContext.ts';
import { leaveComparison } from './compare.ts';
import { leaveChanges } from './changes.ts';
import { clearRange } from './ranges.ts';
import { leaveTool } from './toolCommands.ts';

/** A building is what its storeys and the x-ray are of: it is let go after them. */
function isBuilding({ choices, facts }: ScreenContext): boolean {
  const { selection } = choices.getState();
  if (selection?.kind !== 'place') return false;
  return facts.getState().plan.places.some(({ id, kind }) => id === selection.id && kind === 'building');
}

export function leaveOne(screen: ScreenContext): void {
  const { choices } = screen;
  if (leaveTool(screen)) return;
  if (leaveChanges(screen)) return;
  if (choices.getState().range !== null) return clearRange(screen);
  const { selection, chosenAlarmIds, storey, xray } = choices.getState();
  const isChosen = selection !== null || chosenAlarmIds.length > 0;
  const letGo = () => choices.setState({ selection: null, chosenAlarmIds: [] });
  if (isChosen && !isBuilding(screen)) letGo();
  else if (storey !== null) choices.setState({ storey: null });
  else if (xray) choices.setState({ xray: false });
  else if (isChosen) letGo();
  else leaveComparison(screen);
}

/** The spaces of a car park's decks, in two rows along an aisle; the first ten have chargers. */
import type { BayDesign, GarageDesign } from './design.ts';
import { BAY_DEPTH_M, BAY_WIDTH_M } from './plan.ts';

export const GARAGE_DECK_M = 3;
const MARGIN_M = 2;
const CHARGING_BAYS = 10;

export function garageBays({ rect, decks }: GarageDesign): readonly BayDesign[] {
  const perRow = Math.floor((rect.x1 - rect.x0 - 2 * MARGIN_M) / BAY_WIDTH_M);
  return decks.flatMap((spaces, deck) =>
    Array.from({ length: spaces }, (_, nth): BayDesign => {
      const south = nth < perRow;
      const x = rect.x0 + MARGIN_M + ((nth % perRow) + 0.5) * BAY_WIDTH_M;
      const inset = 0.3 + BAY_DEPTH_M / 2;
      return {
        id: `garage-${deck + 1}-${String(nth + 1).padStart(2, '0')}`,
        centre: [x, south ? rect.y0 + inset : rect.y1 - inset],
        kind: deck === 0 && nth < CHARGING_BAYS ? 'charging' : 'standard',
        ...(deck === 0 ? {} : { zM: deck * GARAGE_DECK_M }),
      };
    }),
  );
}

/** Trees in rows along the roads. */
import type { PlantingDesign } from '#models/generator/planting.ts';

export const avenues: PlantingDesign['avenues'] = (() => {
  const rows: PlantingDesign['avenues'][number][] = [];
  for (let x = -120; x <= 124; x += 7.5) {
    rows.push([[x, 12.5], 'camphor']);
    rows.push([[x, 22.6], 'plane']);
    rows.push([[x, -24.2], 'osmanthus']);
    rows.push([[x, -15.6], 'camphor']);
    rows.push([[x, 57], 'camphor']);
    rows.push([[x, -51.2], 'plane']);
  }
  for (let y = -52; y <= 58; y += 7) {
    rows.push([[-5.2, y], 'plane']);
    rows.push([[5.6, y], 'plane']);
    rows.push([[-130.2, y], 'cypress']);
    rows.push([[130.2, y], 'cypress']);
  }
  return rows;
})();

/** The ground with what is planted on it and what stands round it. */
import type { SiteDesign } from '#models/generator/design.ts';
import { plant } from '#models/generator/planting.ts';
import { streetOf } from '#models/generator/street.ts';
import { avenues } from './avenues.ts';
import { buildings } from './facts.ts';
import * as ground from './site.ts';

const built: Omit<SiteDesign, 'trees'> = {
  boundary: ground.boundary,
  areas: ground.areas,
  gates: ground.gates,
  bays: ground.bays,
  lamps: ground.lamps,
  hydrants: ground.hydrants,
  chargingShed: ground.chargingShed,
  wastePoint: ground.wastePoint,
  playground: ground.playground,
  pavilion: ground.pavilion,
  paths: ground.paths,
  benches: ground.benches,
  surroundings: streetOf(ground.boundary, 20_261),
};

export const yaguangSite: SiteDesign = {
  ...built,
  trees: plant({ seed: 1998, trees: 220, site: built, buildings, avenues }),
};

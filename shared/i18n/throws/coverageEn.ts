import type { Translated } from '../translated.ts';
import type { coverageZh } from './coverageZh.ts';

export const coverageEn: Translated<typeof coverageZh> = {
  'coverage.command': 'Coverage of throw cameras …',
  'coverage.title': 'Coverage of throw cameras',
  'coverage.how':
    'Each window by what is open of each camera’s pose, by its size in pixels and by what hides it. Sure: the storey will be right. Coarse: it or the next. Not: unseen, too small or too far off.',
  'coverage.computing': 'Judging window by window …',
  'coverage.nothing': 'There are no windows: import a model of the buildings or draw households in the plan',
  'coverage.cameras_one': '{{count}} camera counts.',
  'coverage.cameras_other': '{{count}} cameras count.',
  'coverage.open': 'Not calibrated, by their planned pose: {{names}}.',
  'coverage.unplaced': 'Left out, as nobody knows where they hang: {{names}}.',
  'coverage.building': 'Building / storey',
  'coverage.sure': 'Sure',
  'coverage.coarse': 'Coarse',
  'coverage.not': 'Not',
  'coverage.all': 'All',
  'coverage.elsewhere': 'In no building of the plan',
  'coverage.show': 'Mark the windows in the scene',
  'coverage.hide': 'Mark the windows no more',
  'coverage.place_one':
    'One more camera helps most {{east}}, {{north}}, {{up}} m up, bearing {{bearing}}°, tilted up {{tilt}}° (4 mm lens, upright): {{count}} window gets better, {{sure}} of them sure.',
  'coverage.place_other':
    'One more camera helps most {{east}}, {{north}}, {{up}} m up, bearing {{bearing}}°, tilted up {{tilt}}° (4 mm lens, upright): {{count}} windows get better, {{sure}} of them sure.',
  'coverage.east': '{{m}} m east',
  'coverage.west': '{{m}} m west',
  'coverage.north': '{{m}} m north',
  'coverage.south': '{{m}} m south',
  'coverage.enough':
    'One more camera would make nothing better: there are enough, or no place before the buildings.',
  'coverage.go': 'Fly there',
};

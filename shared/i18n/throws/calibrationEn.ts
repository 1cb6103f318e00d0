import type { Translated } from '../translated.ts';
import type { calibrationZh } from './calibrationZh.ts';

export const calibrationEn: Translated<typeof calibrationZh> = {
  'calibrate.title': 'Calibrate · {{camera}}',
  'calibrate.open': 'Calibrate the camera …',
  'calibrate.why': 'Choose a camera first',
  'calibrate.how':
    'Click a yellow corner, then where it really is in the picture. Four at least, all over the picture; more are better.',
  'calibrate.loading': 'Reading picture and model …',
  'calibrate.nopicture': 'There is no picture: open a still of this camera',
  'calibrate.file': 'Open a still …',
  'calibrate.live': 'Use the live picture',
  'calibrate.corner': 'Corner',
  'calibrate.corner.choose': 'Choose a corner …',
  'calibrate.corner.0': 'lower left',
  'calibrate.corner.1': 'lower right',
  'calibrate.corner.2': 'upper right',
  'calibrate.corner.3': 'upper left',
  'calibrate.place': 'Put it into the middle',
  'calibrate.nudge': 'Arrow keys move it by a pixel, with Shift by ten; Delete takes it away',
  'calibrate.marks_one': '{{count}} corner',
  'calibrate.marks_other': '{{count}} corners',
  'calibrate.remove': 'Take away corner {{corner}}',
  'calibrate.clear': 'Take all away',
  'calibrate.fov': 'Horizontal field of view',
  'calibrate.fov.fit': 'Find it from the corners',
  'calibrate.k1': 'Distortion k1',
  'calibrate.more_one': '{{count}} more corner is needed',
  'calibrate.more_other': '{{count}} more corners are needed',
  'calibrate.solving': 'Solving …',
  'calibrate.open-pose': 'These corners leave the pose open: choose some farther apart',
  'calibrate.noise': '{{px}} pixels off on average',
  'calibrate.sigma': 'direction ±{{deg}}°, position ±{{cm}} cm',
  'calibrate.good': 'good for tracing',
  'calibrate.fair': 'usable, less sure the higher the storey: add corners',
  'calibrate.poor': 'too far off: check that each mark is the same corner',
  'calibrate.save': 'Save the calibration',
  'calibrate.saved': 'The calibration is saved',
  'calibrate.drift.how_one':
    'To see whether it has moved: put {{count}} more known corner where it really is in the picture',
  'calibrate.drift.how_other':
    'To see whether it has moved: put {{count}} more known corners where they really are in the picture',
  'calibrate.drift.still':
    'It has not moved: {{px}} pixels ({{deg}}°) off the last calibration, within its {{within}} pixels',
  'calibrate.drift.moved':
    'The camera has moved: {{px}} pixels ({{deg}}°) off the last calibration, beyond its {{within}} pixels. Calibrate it anew',
  'calibrate.draft': 'Going on with the corners that were not saved',
  'calibrate.last': 'Last calibrated by {{by}}, {{when}}',
};

/** Why nothing of an import can be drawn: what went wrong on the way where that is known, else what is in the files instead. */
import type { ImportWarning } from '#shared/protocol/model.ts';
import { fault, type Fault, type PlacedFault } from '#shared/protocol/result.ts';
import type { SourceGeometry } from './assembleModel.ts';
import type { StepFile } from './step/stepFile.ts';
import { whyNothing } from './whatIsThere.ts';

const SHOWN_REASONS = 5;

/** They tell of a model that came in; none of them is a reason why it did not. */
const NO_REASONS =
  /^(nothing-drawn|georeferenced-twice|recentred|length-unit|record-doubled|height-assumed|[yz]-up-taken|highest-detail|textures-left-out|pictures-missing|surface-thinned|(map|position|crs)-.*)$/;

export function whyNothingCame(
  steps: readonly StepFile[],
  read: readonly Pick<SourceGeometry, 'name' | 'georeference'>[],
  warnings: readonly ImportWarning[],
): Fault {
  const files = read.map(({ name }) => name).join(', ');
  const reasons = warnings
    .filter(({ code }) => !NO_REASONS.test(code))
    .map(({ code, params, file }): PlacedFault => ({
      code,
      ...(params && { params }),
      file: file ?? files,
      at: '',
    }));
  // IFC files come first. A complaint of the kernel's is no reason where there is nothing to make.
  const verdicts = steps.flatMap((step, i) => {
    const file = read[i];
    return file ? whyNothing(step, file.name, file.georeference?.georeference ?? { kind: 'none' }) : [];
  });
  const [verdict] = verdicts;
  const hasShapes = !verdict || verdicts.some(({ code }) => code === 'ifc-no-triangles');
  if (reasons.length > 0 && hasShapes)
    return fault('geometry-none', { files, reasons: reasons.slice(0, SHOWN_REASONS) });
  return verdict ?? fault('no-geometry', { files });
}

/** What somebody supposes of a throw, as beliefs that the back-trace starts from. */
import type { Belief, ThrowPriors } from '#shared/physics/ballistics/unknowns.ts';

export const thrownObjects = ['any', 'heavy', 'light'] as const;
export const windsSupposed = ['any', 'calm', 'left', 'right', 'in', 'out'] as const;

export interface WhatIf {
  readonly object: (typeof thrownObjects)[number];
  readonly wind: (typeof windsSupposed)[number];
}

export const nothingSupposed: WhatIf = { object: 'any', wind: 'any' };

/** Logarithm of k = ρ·C_d·A / 2m in 1/m: a brick 0.004, a full bottle 0.008; an empty carton 0.06, a bag 0.15. */
const DRAG: Readonly<Record<Exclude<WhatIf['object'], 'any'>, Belief>> = {
  heavy: { mean: Math.log(0.006), deviation: 0.5 },
  light: { mean: Math.log(0.08), deviation: 0.7 },
};
const WIND_MPS = 3;
const SUPPOSED_MPS = 0.7;

export function priorsFor(priors: ThrowPriors, { object, wind }: WhatIf): ThrowPriors {
  const logDrag = object === 'any' ? priors.logDrag : DRAG[object];
  if (wind === 'any') return { ...priors, logDrag };
  const blown = (mps: number): Belief => ({ mean: mps, deviation: SUPPOSED_MPS });
  return {
    ...priors,
    logDrag,
    windAlong: blown(wind === 'right' ? WIND_MPS : wind === 'left' ? -WIND_MPS : 0),
    windOut: blown(wind === 'out' ? WIND_MPS : wind === 'in' ? -WIND_MPS : 0),
  };
}

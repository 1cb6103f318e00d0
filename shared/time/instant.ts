/** Instants as numbers: milliseconds since 1970. */
import { Type } from 'typebox';

/** The last that a calendar of JavaScript has (ECMA-262, 21.4.1.1). */
export const latestInstantMs = 8.64e15;

export const Instant = Type.Number({ minimum: 0, maximum: latestInstantMs });

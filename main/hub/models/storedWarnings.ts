/**
 * Warnings of a model as its manifest on disk holds them. Since the second version they are codes with parameters; before,
 * a warning was a sentence in both languages, parted by " / ", and its parameters are read out of the English half. This
 * is the one place that knows such sentences.
 */
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { isFaultCode } from '#shared/i18n/faults/faultText.ts';
import type { ImportWarning } from '#shared/protocol/model.ts';
import { fault, type Fault } from '#shared/protocol/result.ts';

const common = {
  code: Type.String(),
  file: Type.Union([Type.String(), Type.Null()]),
  count: Type.Integer(),
};
const Sentence = Type.Object({ ...common, message: Type.String() });
const Coded = Type.Object({
  ...common,
  params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
});

/** What is no warning is left out: a model is not lost over a note about it. */
export function readWarnings(stored: unknown): ImportWarning[] {
  return Array.isArray(stored) ? stored.flatMap(readWarning) : [];
}

function readWarning(stored: unknown): ImportWarning[] {
  if (Value.Check(Sentence, stored)) {
    const { code, message, file, count } = stored;
    return [{ ...ofSentence(code, message), file, count }];
  }
  if (!Value.Check(Coded, stored) || !isFaultCode(stored.code)) return [];
  const { code, params, file, count } = stored;
  return [{ code, ...(params && { params }), file, count }];
}

function ofSentence(code: string, message: string): Fault {
  const english = message.slice(message.indexOf(' / ') + 3);
  const [first = '–', second = '–', third = '–'] = english.match(/-?\d+(?:\.\d+)?/g) ?? [];
  switch (code) {
    case 'map-far':
      return fault('map-far', { km: first });
    case 'recentred':
      return fault('recentred', { x: first, y: second, z: third });
    case 'map-scale':
      return fault('map-scale', { scale: first });
    case 'crs-unknown': {
      const crs = /^The coordinate system (.*) cannot be converted/.exec(english)?.[1] ?? '';
      return crs === '' || crs === 'without a name' ? fault('crs-unnamed') : fault('crs-unknown', { crs });
    }
    case 'georeferenced-twice':
    case 'map-unit':
    case 'record':
      return fault(code);
    default:
      return english.startsWith('Geometry with coordinates that are not numbers')
        ? fault('geometry-not-numbers')
        : // The kernel's own sentence, in its one language.
          fault('geometry', { reason: message });
  }
}

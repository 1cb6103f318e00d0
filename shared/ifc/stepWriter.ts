/** Writes STEP records: values in, one line out. The header's time is fixed, so that the same model is the same file. */
export interface Ref {
  readonly ref: number;
}
export type StepArgument =
  null | number | string | boolean | Ref | Word | Typed | Whole | readonly StepArgument[];
interface Word {
  readonly word: string;
}
interface Typed {
  readonly type: string;
  readonly value: StepArgument;
}
interface Whole {
  readonly whole: number;
}

export const word = (name: string): Word => ({ word: name });
export const typed = (type: string, value: StepArgument): Typed => ({ type, value });
export const whole = (value: number): Whole => ({ whole: value });
export const DERIVED: Word = { word: '' };

const HEADER_TIME = '2026-01-01T00:00:00';

export function createStepWriter(fileName: string) {
  const lines: string[] = [];
  const shared = new Map<string, Ref>();

  const add = (type: string, ...values: readonly StepArgument[]): Ref => {
    const ref = lines.length + 1;
    lines.push(`#${ref}=${type}(${values.map(format).join(',')});`);
    return { ref };
  };
  return {
    add,
    /** Records that have no identity (points, directions, profiles) are written once. */
    share(type: string, ...values: readonly StepArgument[]): Ref {
      const key = `${type}(${values.map(format).join(',')})`;
      const held = shared.get(key);
      if (held) return held;
      const ref = add(type, ...values);
      shared.set(key, ref);
      return ref;
    },
    finish(): string {
      return [
        'ISO-10303-21;',
        'HEADER;',
        "FILE_DESCRIPTION(('ViewDefinition [ReferenceView_V1.2]'),'2;1');",
        `FILE_NAME(${format(fileName)},'${HEADER_TIME}',('Linli'),('Linli'),'Linli generator','Linli','');`,
        "FILE_SCHEMA(('IFC4'));",
        'ENDSEC;',
        'DATA;',
        ...lines,
        'ENDSEC;',
        'END-ISO-10303-21;',
        '',
      ].join('\n');
    },
  };
}

function format(value: StepArgument): string {
  if (value === null) return '$';
  if (typeof value === 'boolean') return value ? '.T.' : '.F.';
  if (typeof value === 'string') return `'${encode(value)}'`;
  if (typeof value === 'number') {
    const text = String(Math.round(value * 1e12) / 1e12);
    const real = text.includes('e') ? text.toUpperCase().replace(/^(-?\d+)E/, '$1.E') : text;
    return real.includes('.') ? real : `${real}.`;
  }
  if ('ref' in value) return `#${value.ref}`;
  if ('whole' in value) return String(value.whole);
  if ('word' in value) return value.word === '' ? '*' : `.${value.word}.`;
  if ('type' in value) return `${value.type}(${format(value.value)})`;
  return `(${value.map(format).join(',')})`;
}

/** ISO 10303-21: quotes doubled, everything beyond ASCII as UTF-16 in `\X2\`. */
function encode(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "''")
    .replace(/[^\x20-\x7e]+/g, (run) => {
      let hex = '';
      for (let i = 0; i < run.length; i++)
        hex += run.charCodeAt(i).toString(16).toUpperCase().padStart(4, '0');
      return `\\X2\\${hex}\\X0\\`;
    });
}

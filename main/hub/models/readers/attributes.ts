/** Attributes of any nesting as properties: what lies inside is named by its path, lists become one text. */
import type { StoredProperty } from '#hub/models/properties.ts';
import { isObject } from './jsonText.ts';

const MOST_PROPERTIES = 500;
const DEEPEST = 6;
const LONGEST_TEXT = 4000;

export function propertiesOf(attributes: Readonly<Record<string, unknown>>): StoredProperty[] {
  const found: StoredProperty[] = [];
  const add = (name: string, value: unknown, depth: number): void => {
    if (found.length >= MOST_PROPERTIES || depth > DEEPEST || value === undefined) return;
    if (isObject(value)) {
      for (const [inner, held] of Object.entries(value))
        add(name ? `${name} · ${inner}` : inner, held, depth + 1);
    } else if (Array.isArray(value)) {
      if (value.some((one) => typeof one === 'object' && one !== null)) {
        for (const [i, held] of value.entries()) add(`${name} ${i + 1}`, held, depth + 1);
      } else found.push([name, value.slice(0, 200).map(String).join(', ').slice(0, LONGEST_TEXT), null]);
    } else found.push([name, scalarOf(value), null]);
  };
  add('', attributes, 0);
  return found;
}

function scalarOf(value: unknown): StoredProperty[1] {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string') return value.slice(0, LONGEST_TEXT);
  return typeof value === 'boolean' ? value : null;
}

/** The first of these attributes that is a text or a number. */
export function textAt(attributes: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  for (const name of names) {
    const value = attributes[name];
    if (typeof value === 'string' && value.trim()) return value.trim().slice(0, 200);
    if (typeof value === 'number') return String(value);
  }
  return '';
}

/** Colours of a material library (MTL): diffuse colour and how solid it is. */
import { decodeText } from '../jsonText.ts';
import { packColor } from '../surfaceColors.ts';

export interface MaterialLibrary {
  readonly colors: ReadonlyMap<string, number>;
  /** Names of the files on them. */
  readonly pictures: ReadonlyMap<string, string>;
}

export function readMaterialLibrary(bytes: Uint8Array): MaterialLibrary {
  const colors = new Map<string, number>();
  const pictures = new Map<string, string>();
  let name = '';
  let rgb: readonly number[] = [204, 204, 204];
  let alpha = 1;
  const keep = (): void => {
    const [red = 0, green = 0, blue = 0] = rgb;
    if (name) colors.set(name, packColor(red, green, blue, alpha * 255));
  };
  for (const line of decodeText(bytes).split(/\r?\n/)) {
    const [key = '', ...rest] = line.trim().split(/\s+/);
    const first = Number(rest[0]);
    if (key === 'newmtl') {
      keep();
      name = rest.join(' ');
      rgb = [204, 204, 204];
      alpha = 1;
    } else if (key === 'Kd') rgb = rest.slice(0, 3).map((value) => Number(value) * 255);
    else if (key === 'd' && Number.isFinite(first)) alpha = first;
    else if (key === 'Tr' && Number.isFinite(first)) alpha = 1 - first;
    // Options stand before the file's name.
    else if (key === 'map_Kd') pictures.set(name, optionless(rest));
  }
  keep();
  return { colors, pictures };
}

/** `-s 1 1 1 -clamp on roof tiles.png` → `roof tiles.png`. */
function optionless(words: readonly string[]): string {
  let at = 0;
  while (words[at]?.startsWith('-')) {
    at++;
    while (at < words.length - 1 && /^(-?[\d.]+|on|off|[rgbmlz])$/.test(words[at] ?? '')) at++;
  }
  return words.slice(at).join(' ');
}

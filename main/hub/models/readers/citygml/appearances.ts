/**
 * Appearances of a CityGML text, read before its objects: they may stand at its end. Colours by the id of the surface they
 * are for, pictures by the id of the ring that lies on them.
 */
import { fault } from '#shared/protocol/result.ts';
import type { SurfaceSkin } from '../geometry/surfaces.ts';
import type { Notes } from '../notes.ts';
import type { PictureShelf } from '../pictureShelf.ts';
import { packColor } from '../surfaceColors.ts';
import { readXml } from './gmlText.ts';

export interface Appearances {
  /** RGBA bytes, red lowest. */
  colorOf(surfaceId: string): number | undefined;
  /** Null unless all rings lie on one picture. */
  skinOf(ringIds: readonly string[]): SurfaceSkin | null;
}

interface Laid {
  readonly image: string;
  readonly uv: readonly number[];
}

const MOST_TARGETS = 1_000_000;
const USED = ['X3DMaterial', 'ParameterizedTexture', 'GeoreferencedTexture'];

export function readAppearances(bytes: Uint8Array, shelf: PictureShelf, notes: Notes): Appearances {
  const colors = new Map<string, number>();
  const byRing = new Map<string, Laid>();
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (USED.some((name) => text.includes(name))) readXml(bytes, createListener(colors, byRing, notes));
  return {
    colorOf: (id) => colors.get(id),
    skinOf(ringIds) {
      const laid = ringIds.map((id) => byRing.get(id));
      const image = laid[0]?.image;
      if (image === undefined || laid.some((one) => one?.image !== image)) return null;
      const picture = shelf(image);
      return picture && { picture, uvRings: laid.map((one) => one?.uv ?? []) };
    },
  };
}

function createListener(colors: Map<string, number>, byRing: Map<string, Laid>, notes: Notes) {
  let look: { diffuse: readonly number[]; transparency: number; image: string; targets: string[] } | null =
    null;
  let ring = '';
  let text = '';
  const nameOf = (qualified: string): string => qualified.slice(qualified.indexOf(':') + 1);
  const idOf = (uri: string): string => uri.trim().replace(/^#/, '');
  return {
    open({ name, attributes }: { readonly name: string; readonly attributes: Record<string, string> }) {
      const local = nameOf(name);
      if (USED.includes(local)) look = { diffuse: [], transparency: 0, image: '', targets: [] };
      if (local === 'GeoreferencedTexture') notes.add(fault('textures-left-out'));
      if (local === 'textureCoordinates') ring = idOf(attributes['ring'] ?? '');
      text = '';
    },
    text(more: string) {
      if (look) text += more;
    },
    close(name: string) {
      if (!look) return;
      const local = nameOf(name);
      if (local === 'diffuseColor') look.diffuse = text.trim().split(/\s+/).map(Number);
      else if (local === 'transparency') look.transparency = Number(text) || 0;
      else if (local === 'target' && text.trim()) look.targets.push(idOf(text));
      else if (local === 'imageURI') look.image = text.trim();
      else if (local === 'textureCoordinates') {
        // Of several appearances the first is shown.
        if (ring && look.image && !byRing.has(ring) && byRing.size < MOST_TARGETS)
          byRing.set(ring, { image: look.image, uv: uvOf(text) });
      } else if (local === 'X3DMaterial') {
        const [red, green, blue] = look.diffuse;
        if (red !== undefined && green !== undefined && blue !== undefined) {
          const color = packColor(red * 255, green * 255, blue * 255, 255 * (1 - look.transparency));
          for (const target of look.targets) if (colors.size < MOST_TARGETS) colors.set(target, color);
        }
      }
      if (USED.includes(local)) look = null;
      text = '';
    },
  };
}

/** Upwards in the file, downwards here. */
const uvOf = (text: string): number[] =>
  text
    .trim()
    .split(/\s+/)
    .map((word, i) => (i % 2 === 1 ? 1 - Number(word) : Number(word)));

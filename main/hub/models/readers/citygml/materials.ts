/** Materials of a CityGML appearance: colours by the id of the surface they are for. */
import { packColor } from '../surfaceColors.ts';

export interface Materials {
  begin(): void;
  value(name: string, text: string): void;
  end(): void;
  colorOf(id: string): number | undefined;
}

const MOST_TARGETS = 1_000_000;

export function createMaterials(): Materials {
  const byTarget = new Map<string, number>();
  let diffuse: readonly number[] = [];
  let transparency = 0;
  let targets: string[] = [];
  return {
    begin() {
      diffuse = [];
      transparency = 0;
      targets = [];
    },
    value(name, text) {
      if (name === 'diffuseColor') diffuse = text.trim().split(/\s+/).map(Number);
      if (name === 'transparency') transparency = Number(text) || 0;
      if (name === 'target') targets.push(text.trim().replace(/^#/, ''));
    },
    end() {
      const [red, green, blue] = diffuse;
      if (red === undefined || green === undefined || blue === undefined) return;
      const color = packColor(red * 255, green * 255, blue * 255, 255 * (1 - transparency));
      for (const target of targets) if (byTarget.size < MOST_TARGETS) byTarget.set(target, color);
    },
    colorOf: (id) => byTarget.get(id),
  };
}

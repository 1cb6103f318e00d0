/** Fence, gates and wickets: runs of wall with iron panels, portals with their booth and barriers, turnstiles. */
import type { LocalText } from '../twin/text.ts';
import type { ElementWriter, Host } from './elementWriter.ts';
import type { IfcModel, Rgb, SitePoint } from './ifcModel.ts';

const PANEL_M = 3;
const STONE: Rgb = [0.8, 0.74, 0.65];
const CAP: Rgb = [0.66, 0.42, 0.33];
const IRON: Rgb = [0.2, 0.23, 0.24];
const ARM: Rgb = [0.9, 0.42, 0.3];

export interface GateToBuild {
  readonly id: string;
  readonly name: LocalText;
  readonly at: SitePoint;
  readonly widthM: number;
  /** Of the fence it stands in. */
  readonly yawRad: number;
  readonly kind: 'vehicle' | 'pedestrian';
}

/** Room that a gate takes from the fence on either side of its opening. */
export const GATE_POST_M = 0.6;

export function createEnclosure(model: IfcModel, writer: ElementWriter, host: Host) {
  const panel = model.shareShape([
    model.box([0.12, -0.03, 0.7], [PANEL_M - 0.12, 0.03, 0.76], IRON),
    model.box([0.12, -0.03, 1.85], [PANEL_M - 0.12, 0.03, 1.91], IRON),
    ...Array.from({ length: 3 }, (_, i) =>
      model.box([0.75 + i * 0.75 - 0.015, -0.015, 0.6], [0.75 + i * 0.75 + 0.015, 0.015, 2.05], IRON),
    ),
  ]);
  const post = model.shareShape([
    model.box([-0.14, -0.14, 0], [0.14, 0.14, 2.1], STONE),
    model.box([-0.18, -0.18, 2.1], [0.18, 0.18, 2.2], CAP),
  ]);
  return {
    /** A straight stretch of fence; shorter than half a metre there is none. */
    run(key: string, from: SitePoint, to: SitePoint): void {
      const lengthM = Math.hypot(to[0] - from[0], to[1] - from[1]);
      if (lengthM < 0.5) return;
      const yawRad = Math.atan2(to[1] - from[1], to[0] - from[0]);
      const along = (m: number) =>
        [from[0] + Math.cos(yawRad) * m, from[1] + Math.sin(yawRad) * m, 0] as const;
      const low = model.box([0, -0.12, 0], [lengthM, 0.12, 0.6], STONE);
      writer.solid('IFCWALL', host, `fence/${key}`, '围墙 Fence wall', [low], along(0), yawRad);
      const count = Math.floor(lengthM / PANEL_M);
      for (let i = 0; i <= count; i++) {
        const at = along(i * PANEL_M);
        writer.mapped('IFCCOLUMN', host, `fence/${key}/post${i}`, '围墙柱 Post', post, at, yawRad);
        if (i < count)
          writer.mapped('IFCRAILING', host, `fence/${key}/panel${i}`, '栏杆 Fence panel', panel, at, yawRad);
      }
    },

    gate({ id, name, at, widthM, yawRad, kind }: GateToBuild): void {
      const half = widthM / 2;
      const title = `${name.zh} ${name.en}`;
      const put = (key: string, what: string, solids: Parameters<ElementWriter['solid']>[4]): void => {
        const path = `gate/${id}/${key}`;
        writer.solid(
          'IFCBUILDINGELEMENTPROXY',
          host,
          path,
          `${title} ${what}`,
          solids,
          [at[0], at[1], 0],
          yawRad,
        );
      };
      if (kind === 'pedestrian') {
        put('frame', 'frame', [
          model.box([-half - 0.3, -0.25, 0], [-half, 0.25, 2.9], STONE),
          model.box([half, -0.25, 0], [half + 0.3, 0.25, 2.9], STONE),
          model.box([-half - 0.5, -0.5, 2.9], [half + 0.5, 0.5, 3.15], CAP),
        ]);
        put(
          'turnstile',
          'turnstile',
          [-0.9, 0, 0.9]
            .filter((x) => Math.abs(x) < half)
            .map((x) => model.box([x - 0.1, -0.6, 0], [x + 0.1, 0.6, 1], [0.75, 0.77, 0.78])),
        );
        return;
      }
      put('portal', 'portal', [
        model.box([-half - 1.1, -0.7, 0], [-half - 0.1, 0.7, 5.2], STONE),
        model.box([half + 0.1, -0.7, 0], [half + 1.1, 0.7, 5.2], STONE),
        model.box([-half - 1.5, -1, 5.2], [half + 1.5, 1, 5.75], STONE),
        model.box([-half - 2, -1.5, 5.75], [half + 2, 1.5, 5.95], CAP),
        model.alongX(
          [
            [-1.5, 5.95],
            [1.5, 5.95],
            [0, 6.8],
          ],
          -half - 1.7,
          half + 1.7,
          CAP,
        ),
      ]);
      put('sign', 'sign', [
        model.box([-3, 1, 5.25], [3, 1.06, 5.7], [0.45, 0.2, 0.16]),
        model.box([-3, -1.06, 5.25], [3, -1, 5.7], [0.45, 0.2, 0.16]),
      ]);
      put('booth', 'booth', [
        model.box([-0.9, -1.6, 0], [0.9, 1.6, 1], STONE),
        model.box([-0.85, -1.55, 1], [0.85, 1.55, 2.3], [0.36, 0.47, 0.54]),
        model.box([-1.2, -1.9, 2.3], [1.2, 1.9, 2.5], CAP),
      ]);
      for (const s of [-1, 1]) {
        put(`barrier${s}`, 'barrier', [
          model.box([s * 1.3 - 0.18, -0.2, 0], [s * 1.3 + 0.18, 0.2, 1.1], [0.9, 0.66, 0.2]),
          model.box([s * 1.3, -0.05, 0.92], [s * (half - 0.1), 0.05, 1.02], ARM),
        ]);
      }
    },
  };
}

/** Fence, gates and wickets round the compound. */
import type { GateDesign, Rgb, SiteDesign } from '../design.ts';
import type { ElementWriter, Host } from './elementWriter.ts';
import type { IfcModel } from './ifcModel.ts';

const PANEL_M = 3;
const STONE: Rgb = [0.8, 0.74, 0.65];
const CAP: Rgb = [0.66, 0.42, 0.33];
const IRON: Rgb = [0.2, 0.23, 0.24];
const ARM: Rgb = [0.9, 0.42, 0.3];

export function addEnclosure(model: IfcModel, writer: ElementWriter, host: Host, site: SiteDesign): void {
  const { x0, y0, x1, y1 } = site.boundary;
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
  const sides = [
    { side: 'south', from: [x0, y0], along: 'x', lengthM: x1 - x0 },
    { side: 'north', from: [x0, y1], along: 'x', lengthM: x1 - x0 },
    { side: 'west', from: [x0, y0], along: 'y', lengthM: y1 - y0 },
    { side: 'east', from: [x1, y0], along: 'y', lengthM: y1 - y0 },
  ] as const;
  for (const { side, from, along, lengthM } of sides) {
    const gaps = site.gates
      .filter((gate) => gate.side === side)
      .map(({ at, widthM }) => {
        const middle = along === 'x' ? at[0] - from[0] : at[1] - from[1];
        return [middle - widthM / 2 - 0.6, middle + widthM / 2 + 0.6] as const;
      })
      .sort((a, b) => a[0] - b[0]);
    let m = 0;
    for (const [start, end] of [...gaps, [lengthM, lengthM] as const]) {
      run(side, from, along, m, Math.max(m, start));
      m = Math.max(m, end);
    }
  }
  for (const gate of site.gates) addGate(gate);

  function run(
    side: string,
    from: readonly [number, number],
    along: 'x' | 'y',
    startM: number,
    endM: number,
  ): void {
    if (endM - startM < 0.5) return;
    const at = (m: number): readonly [number, number] =>
      along === 'x' ? [from[0] + m, from[1]] : [from[0], from[1] + m];
    const yaw = along === 'x' ? 0 : Math.PI / 2;
    const [a, b] = [at(startM), at(endM)];
    const low =
      along === 'x'
        ? model.box([a[0], a[1] - 0.12, 0], [b[0], b[1] + 0.12, 0.6], STONE)
        : model.box([a[0] - 0.12, a[1], 0], [b[0] + 0.12, b[1], 0.6], STONE);
    writer.solid('IFCWALL', host, `fence/${side}/${startM}`, '围墙 Fence wall', [low]);
    const count = Math.floor((endM - startM) / PANEL_M);
    for (let i = 0; i <= count; i++) {
      const p = at(startM + i * PANEL_M);
      writer.mapped('IFCCOLUMN', host, `fence/${side}/${startM}/post${i}`, '围墙柱 Post', post, [
        p[0],
        p[1],
        0,
      ]);
      if (i < count)
        writer.mapped(
          'IFCRAILING',
          host,
          `fence/${side}/${startM}/panel${i}`,
          '栏杆 Fence panel',
          panel,
          [p[0], p[1], 0],
          yaw,
        );
    }
  }

  function addGate({ id, name, at, widthM, side, kind }: GateDesign): void {
    const yaw = side === 'east' || side === 'west' ? Math.PI / 2 : 0;
    const half = widthM / 2;
    const title = `${name.zh} ${name.en}`;
    const put = (key: string, what: string, solids: Parameters<ElementWriter['solid']>[4]): void => {
      writer.solid(
        'IFCBUILDINGELEMENTPROXY',
        host,
        `gate/${id}/${key}`,
        `${title} ${what}`,
        solids,
        [at[0], at[1], 0],
        yaw,
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
        [-0.9, 0, 0.9].map((x) => model.box([x - 0.1, -0.6, 0], [x + 0.1, 0.6, 1], [0.75, 0.77, 0.78])),
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
  }
}

/** Fence, gates and wickets round the compound: what stands where; how it looks is shared. */
import type { ElementWriter, Host } from '#shared/ifc/elementWriter.ts';
import { createEnclosure, GATE_POST_M } from '#shared/ifc/enclosure.ts';
import type { IfcModel, SitePoint } from '#shared/ifc/ifcModel.ts';
import type { SiteDesign } from '../design.ts';

export function addEnclosure(model: IfcModel, writer: ElementWriter, host: Host, site: SiteDesign): void {
  const { x0, y0, x1, y1 } = site.boundary;
  const enclosure = createEnclosure(model, writer, host);
  const sides = [
    { side: 'south', from: [x0, y0], along: 'x', lengthM: x1 - x0 },
    { side: 'north', from: [x0, y1], along: 'x', lengthM: x1 - x0 },
    { side: 'west', from: [x0, y0], along: 'y', lengthM: y1 - y0 },
    { side: 'east', from: [x1, y0], along: 'y', lengthM: y1 - y0 },
  ] as const;
  for (const { side, from, along, lengthM } of sides) {
    const at = (m: number): SitePoint => (along === 'x' ? [from[0] + m, from[1]] : [from[0], from[1] + m]);
    const gaps = site.gates
      .filter((gate) => gate.side === side)
      .map((gate) => {
        const middle = along === 'x' ? gate.at[0] - from[0] : gate.at[1] - from[1];
        const reachM = gate.widthM / 2 + GATE_POST_M;
        return [middle - reachM, middle + reachM] as const;
      })
      .sort((a, b) => a[0] - b[0]);
    let m = 0;
    for (const [start, end] of [...gaps, [lengthM, lengthM] as const]) {
      enclosure.run(`${side}/${m}`, at(m), at(Math.max(m, start)));
      m = Math.max(m, end);
    }
  }
  for (const { side, ...gate } of site.gates)
    enclosure.gate({ ...gate, yawRad: side === 'east' || side === 'west' ? Math.PI / 2 : 0 });
}

/** The world's coasts out of a TopoJSON file: arcs of steps on a grid become lines of degrees. Pure. */

/** What is read of the file. */
export interface Topology {
  readonly transform: {
    readonly scale: readonly [number, number];
    readonly translate: readonly [number, number];
  };
  readonly arcs: readonly (readonly (readonly [number, number])[])[];
}

export type Line = readonly (readonly [lonDeg: number, latDeg: number])[];

/** Maps are cut along the date line and at the pole: there is no coast. */
function isCut([lonA, latA]: Line[number], [lonB, latB]: Line[number]): boolean {
  const onDateLine = Math.abs(lonA) > 179.99 && Math.abs(lonB) > 179.99;
  return onDateLine || (latA < -89.9 && latB < -89.9);
}

export function coastLines({ transform: { scale, translate }, arcs }: Topology): Line[] {
  return arcs.flatMap((arc) => {
    let [x, y] = [0, 0];
    const points = arc.map(([dx, dy]): Line[number] => {
      [x, y] = [x + dx, y + dy];
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
    const lines: Line[number][][] = [[]];
    points.forEach((point, i) => {
      const before = points[i - 1];
      if (before && isCut(before, point)) lines.push([]);
      lines.at(-1)?.push(point);
    });
    return lines.filter((line) => line.length > 1);
  });
}

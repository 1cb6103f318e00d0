/** Outlines of the systems' symbols, as their folders have them: for the scene's pictures and for drawings. */

/** By system: the paths of its symbol in a box of −32…32. They come with the program, as text. */
export const systemOutlines: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(
    import.meta.glob<string>('../../shared/systems/*/symbol.svg', {
      query: '?raw',
      import: 'default',
      eager: true,
    }),
  ).map(([path, svg]) => [path.split('/').at(-2) ?? '', pathsOf(svg)]),
);
/** The `d` of each path; symbols have nothing else, a test of the catalogue sees to that. */
function pathsOf(svg: string): readonly string[] {
  return [...svg.matchAll(/\sd="([^"]+)"/g)].map(([, d = '']) => d);
}

/** A lift's car in a shaft of at least as many floors as it has told of. Pure. */
const usualFloors = 8;

/** `share`: how far above the shaft's bottom the car's floor lies, 0…1 of the shaft. There is no floor 0. */
export function shaftOf(floor: number, target: number): { readonly floors: number; readonly share: number } {
  const known = [floor, target].filter((one) => !Number.isNaN(one));
  const lowest = Math.min(1, ...known);
  const highest = Math.max(usualFloors, ...known);
  const step = (one: number) => (one < 0 && lowest < 0 ? one - lowest : one - lowest - (lowest < 0 ? 1 : 0));
  const floors = step(highest) + 1;
  return { floors, share: Number.isNaN(floor) ? 0 : Math.max(0, step(floor)) / floors };
}

/**
 * Which of the cars of one instant it is: cameras tell time in whole seconds, and two cars may pass in one. The same car
 * said again keeps its number. Only the last instants are remembered, and nothing of it leaves here but the number.
 */
const mostInstants = 32;
const mostCars = 100;

export interface CarNumbers {
  of(device: string, atMs: number, car: string): number;
}

export function createCarNumbers(): CarNumbers {
  const instants = new Map<string, string[]>();
  return {
    of(device, atMs, car) {
      const at = `${atMs}\n${device}`;
      const cars = instants.get(at) ?? [];
      instants.set(at, cars);
      const [oldest] = instants.keys();
      if (instants.size > mostInstants && oldest !== undefined) instants.delete(oldest);
      const known = cars.indexOf(car);
      if (known >= 0) return known;
      return cars.length < mostCars ? cars.push(car) - 1 : mostCars;
    },
  };
}

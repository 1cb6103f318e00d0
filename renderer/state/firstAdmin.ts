/** The door leaves word for the screen it leads to: the first administrator was made, and who that is. */
import type { Keeper } from './preferences.ts';

const key = 'linli.first-admin';

export function leaveFirstAdmin(name: string, keeper: Keeper = sessionStorage): void {
  keeper.setItem(key, name);
}

/** Once: said is said. Null where nobody was made just now. */
export function takeFirstAdmin(keeper: Keeper = sessionStorage): string | null {
  const name = keeper.getItem(key) ?? '';
  if (name !== '') keeper.setItem(key, '');
  return name === '' ? null : name;
}

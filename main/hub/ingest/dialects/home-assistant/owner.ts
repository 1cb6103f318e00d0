/** What a device of Home Assistant's is called as the owner of a device of ours: its own id and its discovery prefix. */
const dialect = 'home-assistant';

/** `deviceId` has no `/`. */
export function ownerOf(prefix: string, deviceId: string): string {
  return `${dialect}/${deviceId}/${prefix}`;
}

/** Null: the owner is of another dialect. */
export function readOwner(owner: string): { readonly deviceId: string; readonly prefix: string } | null {
  const [name, deviceId, ...prefix] = owner.split('/');
  return name === dialect && deviceId !== undefined ? { deviceId, prefix: prefix.join('/') } : null;
}

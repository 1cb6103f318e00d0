/**
 * Names of devices of other systems, made fit for ours: as the owner of a device of ours, and as an id that fits into one
 * level of a topic. Theirs may hold any characters.
 */
import { crc32 } from 'node:zlib';
import { isDeviceId } from '#shared/twin/topic.ts';

const longestId = 128;
const longestPoint = 64;

/** `<dialect>/<id>/<scope>`, where the scope may have levels of its own. */
export function ownerOf(dialect: string, id: string, scope: string): string {
  return `${dialect}/${oneLevel(id)}/${scope}`;
}

export interface Owner {
  readonly dialect: string;
  readonly id: string;
  readonly scope: string;
}

/** Null: no foreign device. */
export function readOwner(owner: string): Owner | null {
  const [dialect = '', id, ...scope] = owner.split('/');
  return id === undefined ? null : { dialect, id: manyLevels(id), scope: scope.join('/') };
}

function oneLevel(id: string): string {
  return id.includes('/') || id.includes('%')
    ? id.replaceAll(/%(?=25|2F)/g, '%25').replaceAll('/', '%2F')
    : id;
}

function manyLevels(id: string): string {
  return id.includes('%') ? id.replaceAll(/%2F|%25/g, (code) => (code === '%2F' ? '/' : '%')) : id;
}

/** Two names never become one id: what had to be changed carries a sum of the whole. */
export function plainId(id: string): string {
  if (isDeviceId(id)) return id;
  // oxlint-disable-next-line no-control-regex -- control characters are what is replaced
  const plain = id.replaceAll(/[/+#\u0000-\u001f\u007f]/g, '_');
  return `${plain.slice(0, longestId - 9)}~${sumOf(id)}`;
}

/** A value's name as the id of its point. */
export function plainPointId(key: string): string {
  if (key === '__proto__') return 'proto';
  return key.length <= longestPoint ? key : `${key.slice(0, longestPoint - 9)}~${sumOf(key)}`;
}

function sumOf(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

/** Pictures that a file names by address: each is read once; what is missing, or no picture, is told. */
import { readPicture, type Picture } from '#hub/models/skins.ts';
import { fault } from '#shared/protocol/result.ts';
import { companionAt } from './companionAt.ts';
import type { Notes } from './notes.ts';
import type { ReaderSource } from './reader.ts';

export type PictureShelf = (uri: string) => Picture | null;

export function openShelf(source: Pick<ReaderSource, 'path' | 'companions'>, notes: Notes): PictureShelf {
  const pictures = new Map<string, Picture | null>();
  let firstMissing: string | null = null;
  return (uri) => {
    const known = pictures.get(uri);
    if (known !== undefined) return known;
    const bytes = companionAt(source, uri);
    const picture = bytes && readPicture(bytes, false);
    if (!bytes) {
      firstMissing ??= uri.slice(0, 120);
      notes.add(fault('pictures-missing', { name: firstMissing }));
    } else if (!picture) notes.add(fault('textures-left-out'));
    pictures.set(uri, picture);
    return picture;
  };
}

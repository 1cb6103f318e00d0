/** What GlobalIds of the generated files are made from. */
import { createHash } from 'node:crypto';
import type { Digest } from '#shared/ifc/ifcModel.ts';

export const digest: Digest = (text) => createHash('sha256').update(text).digest('hex');

/** A compound's drawing in its folder: what it was drawn on, its picture, and the models that were made of it. */
import { createHash } from 'node:crypto';
import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompoundDrawing } from '#shared/drawing/drawing.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { CompoundManifest } from '#shared/twin/compound.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';

const isUnderlay = /^underlay-[0-9a-f]{12}\.(png|jpg|webp)$/;

/** Changes with every change of what is drawn and where devices are. */
export function revisionOf(drawing: CompoundDrawing | null, devices: readonly PlannedDevice[]): string {
  return createHash('sha256')
    .update(JSON.stringify([drawing, devices]))
    .digest('hex')
    .slice(0, 16);
}

/** From the folder in which they were made; each is there as it was or as it is now. */
export function takeModelFiles(dir: string, madeIn: string, models: CompoundManifest['models']): void {
  for (const { files, drawn } of models)
    if (drawn === true) for (const name of files) renameSync(join(madeIn, name), join(dir, name));
}

/** Somebody may have brought it a moment ago, or may take back that it was taken away. */
const keptMs = 86_400_000;

/** Models that are drawn no more, and pictures that nothing has been drawn on for a day. */
export function removeUnused(
  dir: string,
  gone: readonly string[],
  drawing: CompoundDrawing,
  nowMs: number,
): void {
  for (const name of gone) rmSync(join(dir, name), { force: true });
  for (const name of readdirSync(dir))
    if (
      isUnderlay.test(name) &&
      name !== drawing.underlay?.file &&
      statSync(join(dir, name)).mtimeMs < nowMs - keptMs
    )
      rmSync(join(dir, name), { force: true });
}

const mostUnderlayMiB = 40;

/** Kept under a name of its content, whole or not at all, and new again when it is brought again. */
export function keepUnderlay(dir: string, bytes: Uint8Array): Result<string> {
  const mebibytes = Math.ceil(bytes.byteLength / 2 ** 20);
  if (mebibytes > mostUnderlayMiB) return failure('underlay-large', { mebibytes, most: mostUnderlayMiB });
  const kind = kindOf(bytes);
  if (!kind) return failure('underlay-kind');
  const name = `underlay-${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.${kind}`;
  writeFileSync(join(dir, `${name}.part`), bytes);
  renameSync(join(dir, `${name}.part`), join(dir, name));
  return success(name);
}

function kindOf(bytes: Uint8Array): 'png' | 'jpg' | 'webp' | null {
  const begins = (text: string, at = 0) =>
    Buffer.from(bytes.subarray(at, at + text.length)).toString('latin1') === text;
  if (begins('\x89PNG\r\n\x1a\n')) return 'png';
  if (begins('\xff\xd8\xff')) return 'jpg';
  return begins('RIFF') && begins('WEBP', 8) ? 'webp' : null;
}

/** The scene as a picture of 3840 × 2160, with a foot line that says of what, when, and whether it was live. */
import { localTime, zoneText } from '#shared/time/localTime.ts';
import { textIn } from '#shared/twin/text.ts';
import { zoneOf } from '#state/facts.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { saveBlob } from '#ui/saveFile.ts';

const widthPx = 3840;
const heightPx = 2160;
const footPx = 88;

/** `stand` is the word for live or replay. */
export async function keepPicture(screen: ScreenContext, stand: string): Promise<boolean> {
  const host = screen.scene.current();
  if (!host) return false;
  const { facts, preferences, clock } = screen;
  const now = facts.getState();
  const { language } = preferences.getState();
  const summary = now.compounds.find(({ id }) => id === now.compoundId);
  const atMs = clock.instantMs();
  const zone = zoneOf(now);
  const { date, clock: time } = localTime(atMs, zone);
  const name = summary ? textIn(summary.manifest.name, language) : '';
  try {
    const picture = await createImageBitmap(await host.pictureAt(widthPx, heightPx - footPx));
    const canvas = document.createElement('canvas');
    canvas.width = widthPx;
    canvas.height = heightPx;
    const draw = canvas.getContext('2d');
    if (!draw) return false;
    const style = getComputedStyle(document.documentElement);
    draw.drawImage(picture, 0, 0);
    picture.close();
    draw.fillStyle = style.getPropertyValue('--panel') || '#1a1e23';
    draw.fillRect(0, heightPx - footPx, widthPx, footPx);
    draw.fillStyle = style.getPropertyValue('--text') || '#e2e6eb';
    draw.font = `500 40px ${style.getPropertyValue('--font') || 'sans-serif'}`;
    draw.textBaseline = 'middle';
    draw.fillText(`${name}  ·  ${date} ${time} ${zoneText(atMs, zone)}`, 48, heightPx - footPx / 2);
    draw.textAlign = 'right';
    draw.fillText(stand, widthPx - 48, heightPx - footPx / 2);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) return false;
    saveBlob(`${name || 'linli'} ${date} ${time.replaceAll(':', '-')}.png`, blob);
    return true;
  } catch (error) {
    console.error('no picture of the scene', error);
    return false;
  }
}

/** The scene as it stands when the report is opened, as an address of a picture; null while it is drawn, or where it cannot. */
import { useEffect, useState } from 'react';
import { useScreen } from '#state/useScreen.tsx';

const WIDTH_PX = 1600;
const HEIGHT_PX = 900;

export function useScenePicture(): { readonly url: string | null; readonly isBusy: boolean } {
  const screen = useScreen();
  const [url, setUrl] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(true);
  useEffect(() => {
    let made: string | null = null;
    let isGone = false;
    const taken = screen.scene.current()?.pictureAt(WIDTH_PX, HEIGHT_PX) ?? Promise.resolve(null);
    void taken
      .catch(() => null)
      .then((blob) => {
        if (isGone) return;
        made = blob ? URL.createObjectURL(blob) : null;
        setUrl(made);
        setBusy(false);
      });
    return () => {
      isGone = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [screen]);
  return { url, isBusy };
}

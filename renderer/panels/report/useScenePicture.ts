/** The scene as it stands when somebody asks for it, as an address of a picture: drawing it in full takes seconds without a GPU. */
import { useEffect, useRef, useState } from 'react';
import { useScreen } from '#state/useScreen.tsx';

const WIDTH_PX = 1280;
const HEIGHT_PX = 720;
/** So that what says that it is drawn is seen before it is. */
const BEFORE_MS = 60;

export interface ScenePicture {
  readonly url: string | null;
  readonly isBusy: boolean;
  readonly take: () => void;
}

export function useScenePicture(): ScenePicture {
  const screen = useScreen();
  const [url, setUrl] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const made = useRef<string | null>(null);
  useEffect(
    () => () => {
      if (made.current !== null) URL.revokeObjectURL(made.current);
    },
    [],
  );
  async function draw(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, BEFORE_MS));
    const blob = await screen.scene
      .current()
      ?.pictureAt(WIDTH_PX, HEIGHT_PX)
      .catch(() => null);
    if (made.current !== null) URL.revokeObjectURL(made.current);
    made.current = blob ? URL.createObjectURL(blob) : null;
    setUrl(made.current);
    setBusy(false);
  }
  return {
    url,
    isBusy,
    take() {
      setBusy(true);
      void draw();
    },
  };
}

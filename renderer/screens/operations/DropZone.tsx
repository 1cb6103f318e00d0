/** Files dropped anywhere on the window are imported. */
import { useEffect, useState } from 'react';
import { importFiles } from '#panels/models/index.ts';
import { useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

export function DropZone() {
  const { t } = useText();
  const screen = useScreen();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      void importFiles(screen, [...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener('dragenter', enter);
    addEventListener('dragover', enter);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragover', enter);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, [screen]);
  return over ? <div className="drop-zone">{t('models.dropping')}</div> : null;
}

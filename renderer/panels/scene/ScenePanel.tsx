/** The scene with what lies over it: banners, what is selected, what happened in replay. */
import { Detail } from '#panels/devices/index.ts';
import { ReplayLog } from '#panels/time/index.ts';
import { useFacts } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { Banners } from './Banners.tsx';
import { SceneView } from './SceneView.tsx';

export function ScenePanel() {
  const { t } = useText();
  const ready = useFacts((facts) => facts.compoundId !== null);
  return (
    <div className="centre">
      <Banners />
      {ready ? (
        <SceneView />
      ) : (
        <div className="starting" role="status">
          {t('app.starting')}
        </div>
      )}
      <Detail />
      <ReplayLog />
    </div>
  );
}

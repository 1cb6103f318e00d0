/** Entry of the screen on which a compound is drawn. */
import { startScene } from '#panels/scene/sceneStand.ts';
import { PlanningScreen } from '#renderer/screens/planning/PlanningScreen.tsx';
import { goToSignIn } from '#state/account.ts';
import { createScreenContext } from '#state/screenContext.ts';
import { ScreenProvider } from '#state/useScreen.tsx';
import { showPage } from './page.tsx';

const screen = createScreenContext({ onRefused: goToSignIn });
startScene(screen);
await showPage(
  <ScreenProvider screen={screen}>
    <PlanningScreen />
  </ScreenProvider>,
  screen.preferences,
);

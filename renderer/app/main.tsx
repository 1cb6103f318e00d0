/** Composition root of the operations screen: its context, texts, theme, then React. */
import '../panels/panels.css';
import '../screens/operations/operations.css';
import { OperationsScreen } from '#renderer/screens/operations/OperationsScreen.tsx';
import { goToSignIn } from '#state/account.ts';
import { startAlarmSound } from '#state/alarmSound.ts';
import { createScreenContext } from '#state/screenContext.ts';
import { ScreenProvider } from '#state/useScreen.tsx';
import { showPage } from './page.tsx';

const screen = createScreenContext({ onRefused: goToSignIn });
startAlarmSound(screen);
await showPage(
  <ScreenProvider screen={screen}>
    <OperationsScreen />
  </ScreenProvider>,
  screen.preferences,
);

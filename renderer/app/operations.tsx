/** The operator's screen round the scene: loaded and shown while the card draws the first picture. */
import '../panels/panels.css';
import '../screens/operations/operations.css';
import { OperationsScreen } from '#renderer/screens/operations/OperationsScreen.tsx';
import { startAlarmCalls } from '#state/alarmCalls.ts';
import { startAlarmSound } from '#state/alarmSound.ts';
import { takeFirstAdmin } from '#state/firstAdmin.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { ScreenProvider } from '#state/useScreen.tsx';
import { showPage } from './page.tsx';

export async function showOperations(screen: ScreenContext): Promise<void> {
  startAlarmSound(screen);
  startAlarmCalls(screen);
  const admin = takeFirstAdmin();
  if (admin !== null) screen.notices.say('info', { key: 'setup.done', values: { name: admin } });
  await showPage(
    <ScreenProvider screen={screen}>
      <OperationsScreen />
    </ScreenProvider>,
    screen.preferences,
  );
}

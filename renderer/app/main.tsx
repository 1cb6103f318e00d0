/** Composition root of the screen: texts, session, theme, then React. */
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-sc/wght.css';
import '../ui/tokens.css';
import '../ui/base.css';
import '../panels/panels.css';
import '../screens/operations/operations.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { OperationsScreen } from '#renderer/screens/operations/OperationsScreen.tsx';
import { startAlarmSound } from '#state/alarmSound.ts';
import { useOperations } from '#state/operations.ts';
import { startSession } from '#state/session.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { startTexts } from './texts.ts';

await startTexts();
startAlarmSound(startSession());
const applyTheme = () => {
  document.documentElement.dataset['theme'] = useOperations.getState().theme;
};
applyTheme();
useOperations.subscribe(applyTheme);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <OperationsScreen />
    </ErrorBoundary>
  </StrictMode>,
);

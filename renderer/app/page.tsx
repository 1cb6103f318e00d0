/** What the small pages (sign-in, administration) share with the operations screen: texts, look, the catch for faults. */
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-sc/wght.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { useOperations } from '#state/operations.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { startTexts } from './texts.ts';

export async function showPage(page: ReactNode): Promise<void> {
  await startTexts();
  document.documentElement.dataset['theme'] = useOperations.getState().theme;
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no #root');
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>{page}</ErrorBoundary>
    </StrictMode>,
  );
}

/** Entry of the page for addresses that lead nowhere. */
import { NotFoundScreen } from '#renderer/screens/notFound/NotFoundScreen.tsx';
import { createPreferences } from '#state/preferences.ts';
import { showPage } from './page.tsx';

const preferences = createPreferences();
await showPage(<NotFoundScreen preferences={preferences} />, preferences);

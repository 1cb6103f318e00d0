/** Entry of the administrator's screen. */
import { AdminScreen } from '#renderer/screens/admin/AdminScreen.tsx';
import { createPreferences } from '#state/preferences.ts';
import { showPage } from './page.tsx';

const preferences = createPreferences();
await showPage(<AdminScreen preferences={preferences} />, preferences);

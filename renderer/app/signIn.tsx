/** Entry of the sign-in page: small, without the scene. */
import { SignInScreen } from '#renderer/screens/signIn/SignInScreen.tsx';
import { createPreferences } from '#state/preferences.ts';
import { showPage } from './page.tsx';

const preferences = createPreferences();
await showPage(<SignInScreen preferences={preferences} />, preferences);

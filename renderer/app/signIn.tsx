/** Entry of the sign-in page: small, without the scene. */
import { SignInScreen } from '#renderer/screens/signIn/SignInScreen.tsx';
import { showPage } from './page.tsx';

await showPage(<SignInScreen />);

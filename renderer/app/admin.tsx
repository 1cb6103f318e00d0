/** Entry of the administrator's screen. */
import { AdminScreen } from '#renderer/screens/admin/AdminScreen.tsx';
import { showPage } from './page.tsx';

await showPage(<AdminScreen />);

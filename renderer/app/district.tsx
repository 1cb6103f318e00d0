/** Entry of the page of all compounds on the globe. */
import { DistrictScreen } from '#renderer/screens/district/DistrictScreen.tsx';
import { DistrictProvider } from '#renderer/screens/district/useDistrict.tsx';
import { goToSignIn } from '#state/account.ts';
import { takeCrossing } from '#state/crossing.ts';
import { createDistrictContext } from '#state/districtContext.ts';
import { startDistrictSound } from '#state/districtSound.ts';
import { showPage } from './page.tsx';

const district = createDistrictContext({ onRefused: goToSignIn });
startDistrictSound(district);
const arrival = takeCrossing('district');
await showPage(
  <DistrictProvider district={district}>
    <DistrictScreen arrival={arrival} />
  </DistrictProvider>,
  district.preferences,
);

/** Top of the district's page: what asks in all compounds together, the connection, the way back, and the few switches. */
import { Bell, BellOff, Globe, Languages, Maximize, Tv } from 'lucide-react';
import { toggleDistrictMute } from '#state/districtSound.ts';
import { toggleLanguage } from '#state/preferences.ts';
import { totals } from '#state/standing.ts';
import { stopwatch, useText } from '#ui/useText.ts';
import { Counts } from './Counts.tsx';
import { useDistrict, useDistrictFacts, useDistrictPreferences, useHubNow } from './useDistrict.tsx';

export function DistrictHead({ onAll, onLeave }: { onAll: () => void; onLeave: () => void }) {
  const { t } = useText();
  const { preferences } = useDistrict();
  const compounds = useDistrictFacts((facts) => facts.compounds);
  const connected = useDistrictFacts((facts) => facts.connected);
  const all = compounds.reduce((count, { devices }) => count + devices, 0);
  const offline = compounds.reduce((count, one) => count + one.offline, 0);
  const theme = useDistrictPreferences((one) => one.theme);
  const other = theme === 'duty' ? 'showcase' : 'duty';
  return (
    <header className="district-head">
      <div className="brand">{t('app.name')}</div>
      <h1>
        <Globe size="1em" /> {t('district.title')}
      </h1>
      <button type="button" className="district-button" data-testid="district-leave" onClick={onLeave}>
        {t('district.back')} <kbd>Shift D</kbd>
      </button>
      <span className="spacer" />
      <span className="counts">
        <Counts asking={totals(compounds, 'asking')} open={totals(compounds, 'open')} />
      </span>
      <span className="devices">{t('top.devices', { online: all - offline, all })}</span>
      <span className={`connection ${connected ? 'up' : 'down'}`}>
        {t(connected ? 'top.connected' : 'top.lost')}
      </span>
      <nav aria-label={t('top.switches')}>
        <Sound />
        <IconButton name={`${t('district.all')} (F)`} onClick={onAll}>
          <Maximize size="1.15em" />
        </IconButton>
        <IconButton name={t(`top.theme.${other}`)} onClick={() => preferences.setState({ theme: other })}>
          <Tv size="1.15em" />
        </IconButton>
        <IconButton name={t('top.language')} onClick={() => toggleLanguage(preferences)}>
          <Languages size="1.15em" />
        </IconButton>
      </nav>
    </header>
  );
}

function IconButton(props: { name: string; onClick: () => void; children: React.ReactNode }) {
  const { name, onClick, children } = props;
  return (
    <button type="button" className="icon-button" aria-label={name} title={name} onClick={onClick}>
      {children}
    </button>
  );
}

function Sound() {
  const { t } = useText();
  const district = useDistrict();
  const mutedUntilMs = useDistrictFacts((facts) => facts.mutedUntilMs);
  const blocked = useDistrictFacts((facts) => facts.soundBlocked);
  const leftMs = Math.max(0, (mutedUntilMs ?? 0) - useHubNow());
  const muted = leftMs > 0;
  const name = muted
    ? t('top.sound.muted', { left: stopwatch(leftMs) })
    : t(blocked ? 'top.sound.blocked' : 'top.sound.mute');
  return (
    <button
      type="button"
      className={`icon-button sound ${muted ? 'muted' : ''} ${blocked ? 'blocked' : ''}`}
      aria-label={name}
      aria-pressed={muted}
      title={`${name} (M)`}
      data-testid="district-sound"
      onClick={() => toggleDistrictMute(district)}
    >
      {muted || blocked ? <BellOff size="1.15em" /> : <Bell size="1.15em" />}
      {muted && <small>{stopwatch(leftMs)}</small>}
    </button>
  );
}

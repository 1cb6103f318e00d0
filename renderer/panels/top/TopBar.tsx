/** Top: which compound, which time, alarms by priority, health, and the few switches. */
import { Globe } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { CommandButton } from '#commands/CommandButton.tsx';
import type { CompoundSummary } from '#shared/protocol/socket.ts';
import { manifestOf } from '#state/facts.ts';
import { deviceQuality } from '#state/reading.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { AlarmCounts } from './AlarmCounts.tsx';
import { Elsewhere } from './Elsewhere.tsx';
import { LayoutMenu } from './LayoutMenu.tsx';
import { ModeAndClock } from './ModeAndClock.tsx';
import { RunningDrill } from './RunningDrill.tsx';
import { Switches } from './Switches.tsx';
import { useFolding } from './useFolding.ts';
import { UserMenu } from './UserMenu.tsx';

export function TopBar() {
  const { t } = useText();
  const bar = useRef<HTMLElement>(null);
  useFolding(bar);
  return (
    <header ref={bar} className="top-bar">
      <div className="brand">{t('app.name')}</div>
      <CommandButton
        command="screen.district"
        className="icon-button"
        testId="to-district"
        icon={<Globe size="1.15em" />}
      />
      <Compound />
      <Elsewhere />
      <Facts />
      <ModeAndClock />
      <RunningDrill />
      <div className="spacer" />
      <AlarmCounts />
      <Health />
      <Switches />
      <LayoutMenu />
      <UserMenu />
    </header>
  );
}

function Compound() {
  const { t, local } = useText();
  const { session } = useScreen();
  const compounds = useFacts((facts) => facts.compounds);
  const compoundId = useFacts((facts) => facts.compoundId);
  const manifest = useFacts(manifestOf);
  if (compounds.length <= 1)
    return manifest ? <h1 className="compound-name">{local(manifest.name)}</h1> : null;
  return (
    <>
      <h1 className="sr-only">{manifest ? local(manifest.name) : t('app.name')}</h1>
      <select
        className="compound-select"
        aria-label={t('tree.title')}
        value={compoundId ?? ''}
        onChange={(event) => void session.choose(event.target.value)}
      >
        {compounds.map((one) => (
          <option key={one.id} value={one.id}>
            {local(one.manifest.name)}
            {one.id !== compoundId && askingText(one.asking)}
          </option>
        ))}
      </select>
    </>
  );
}

function askingText(asking: CompoundSummary['asking']): string {
  const counts = asking.flatMap((count, i) => (count > 0 ? [`P${i + 1} × ${count}`] : []));
  return counts.length > 0 ? ` · ${counts.join(' ')}` : '';
}

function Facts() {
  const { t } = useText();
  const manifest = useFacts(manifestOf);
  if (!manifest || manifest.facts.buildings === 0) return null;
  return (
    <div className="facts">
      <span>
        {t('tree.buildings', { count: manifest.facts.buildings })} ·{' '}
        {t('tree.units', { count: manifest.facts.units })} ·{' '}
        {t('tree.households', { count: manifest.facts.households })}
      </span>
      {manifest.layout === 'illustrative' && <span className="hint"> · {t('app.illustrative')}</span>}
    </div>
  );
}

function Health() {
  const { t } = useText();
  const { choices } = useScreen();
  const devices = useFacts((facts) => facts.devices);
  const shown = useFacts((facts) => facts.shown);
  const rejected = useFacts((facts) => facts.rejected.total);
  const connected = useFacts((facts) => facts.connected);
  const online = useMemo(() => {
    let count = 0;
    for (const device of devices.values()) if (deviceQuality(device, shown.columns) === 'good') count++;
    return count;
  }, [devices, shown]);
  return (
    <div className="health">
      <span className="devices">{t('top.devices', { online, all: devices.size })}</span>
      {rejected > 0 && (
        <button className="link" onClick={() => choices.setState({ overlay: 'rejections' })}>
          {t('top.rejected', { count: rejected })}
        </button>
      )}
      <span className={`connection ${connected ? 'up' : 'down'}`}>
        {connected ? t('top.connected') : t('top.lost')}
      </span>
    </div>
  );
}

/**
 * A fire as whoever commands sees it, as of the screen's clock: at the top what a glance must tell, below it the storey,
 * the order of alarms, linkage, water and lanes, the muster, the law's timings and what smoke and people may do next.
 * Where no fire is open it follows the newest one, so that it is there the moment it begins.
 */
import { useState } from 'react';
import { Procedure } from '#panels/incidents/index.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { useShownFire, type ShownFire } from '#state/shownFire.ts';
import { useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { AlarmOrder } from './AlarmOrder.tsx';
import { Estimate } from './Estimate.tsx';
import { useFireView } from './fireView.ts';
import { Glance } from './Glance.tsx';
import { HandOver } from './HandOver.tsx';
import { Linkage } from './Linkage.tsx';
import { Muster } from './Muster.tsx';
import { StoreySketch } from './StoreySketch.tsx';
import { Timings } from './Timings.tsx';
import { WaterAndLanes } from './WaterAndLanes.tsx';

export function FireCommand() {
  const { t } = useText();
  const fire = useShownFire();
  if (!fire)
    return (
      <div className="empty">
        <p>{t('ground.none')}</p>
        <p className="hint">{t('ground.none.hint')}</p>
      </div>
    );
  if (!fire.asOf) return <p className="empty">{t('ground.ahead')}</p>;
  return <Shown key={fire.incident.id} fire={fire} asOf={fire.asOf} />;
}

function Shown({ fire, asOf }: { fire: ShownFire; asOf: IncidentRecord }) {
  const view = useFireView(fire, asOf);
  const screen = useScreen();
  const [isHandedOver, setHandedOver] = useState(false);
  return (
    <div className="fire-command" data-testid="fire-command">
      <Glance view={view} onHandOver={() => setHandedOver(true)} />
      <div className="fire-parts">
        <StoreySketch view={view} />
        <AlarmOrder view={view} />
        <Linkage view={view} />
        <section className="fire-part fire-procedure">
          <Procedure
            incident={view.incident}
            steps={asOf.procedure}
            fixed={view.fixed}
            showContacts={() => {
              screen.choices.setState({ openIncidentId: view.incident.id });
              screen.layout.current()?.show('incidents');
            }}
          />
        </section>
        <Muster view={view} />
        <WaterAndLanes view={view} />
        <Timings view={view} />
        <Estimate view={view} />
      </div>
      {isHandedOver && <HandOver view={view} onClose={() => setHandedOver(false)} />}
    </div>
  );
}

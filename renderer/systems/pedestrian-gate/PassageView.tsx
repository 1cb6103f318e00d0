/** Doors and gates: who passed when and how, each door’s own state, and the passes of visitors. For every system whose devices let somebody through. */
import { useState } from 'react';
import { mayDo } from '#commands/command.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import type { SystemViewProps } from '../view.ts';
import { DoorList } from './DoorList.tsx';
import { PassageStream } from './PassageStream.tsx';
import { PassList } from './PassList.tsx';

const tabs = ['stream', 'passes'] as const;

export function PassageView({ system, devices }: SystemViewProps) {
  const screen = useScreen();
  const { t } = useText();
  const may = useFacts(() => mayDo(screen, 'passes.read'));
  const [tab, setTab] = useState<(typeof tabs)[number]>('stream');
  const [door, setDoor] = useState<string | null>(null);
  const choice = (
    <div className="segments" role="group" aria-label={t('passing.stream')}>
      {tabs.map((one) => (
        <button
          key={one}
          aria-pressed={tab === one}
          data-testid={`passing-${one}`}
          onClick={() => setTab(one)}
        >
          {t(`passing.${one}`)}
        </button>
      ))}
    </div>
  );
  return (
    <div className="passing">
      <DoorList
        system={system}
        devices={devices}
        chosen={door}
        onChoose={(key) => {
          setDoor(key);
          if (key !== null) setTab('stream');
        }}
      />
      <section className="passing-main">
        {may ? (
          tab === 'stream' ? (
            <PassageStream key={door ?? ''} system={system} devices={devices} door={door} lead={choice} />
          ) : (
            <PassList lead={choice} />
          )
        ) : (
          <p className="empty">{t('passing.hidden')}</p>
        )}
      </section>
    </div>
  );
}

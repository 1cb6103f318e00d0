/** A hand-over that waits: whoever takes over signs with name and password, whoever wrote it may take it back. */
import { useState } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import { mayDo, whyNotAct } from '#commands/command.ts';
import type { Handover } from '#shared/protocol/handover.ts';
import { askHub } from '#state/account.ts';
import { useDraft } from '#state/drafts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { SecondPerson } from '#ui/SecondPerson.tsx';
import { useText } from '#ui/useText.ts';

export function Sign({ handover, onChanged }: { handover: Handover; onChanged: () => void }) {
  const { t, person, said } = useText();
  const screen = useScreen();
  const may = useFacts(() => mayDo(screen, 'alarms.act'));
  const away = useFacts(() => whyNotAct(screen));
  // Taken back, its words are there to be written anew.
  const [promised, setPromised] = useDraft(`handover ${handover.compound}`);
  const mine = useFacts(({ user }) => user === handover.from || mayDo(screen, 'users.manage'));
  const [fault, setFault] = useState<string | null>(null);
  const path = `/api/handovers/${encodeURIComponent(handover.id)}`;
  async function withdraw(): Promise<void> {
    const answer = await askHub('POST', `${path}/withdraw`, {});
    if (!answer.ok) setFault(said(answer.error));
    else if (promised === '') setPromised(handover.promised);
    onChanged();
  }
  if (!may) return <p>{t('handover.waiting', { name: person(handover.from) })}</p>;
  return (
    <div className="handover-form" data-testid="handover-sign">
      <p>{t('handover.waiting', { name: person(handover.from) })}</p>
      <SecondPerson
        nameLabel={t('handover.name')}
        action={t('handover.sign')}
        reason={away && t(away)}
        testId="handover-second"
        onProve={async (name, password) => {
          const answer = await askHub('POST', `${path}/sign`, { name, password });
          if (!answer.ok) return answer.error;
          onChanged();
          return null;
        }}
      />
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      {mine && (
        <ActButton needs="alarms.act" className="link" onClick={() => void withdraw()}>
          {t('handover.withdraw')}
        </ActButton>
      )}
    </div>
  );
}

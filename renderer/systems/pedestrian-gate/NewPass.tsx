/** A pass for a visitor of a household: from when, for how long, how often; doors and gates follow by themselves. */
import { useState, type FormEvent } from 'react';
import type { IssuedPass } from '#shared/protocol/socket.ts';
import { plateFault } from '#shared/passes/machine.ts';
import { zoneOf } from '#state/facts.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import { HouseholdField } from '../HouseholdField.tsx';
import { PlateField } from '../PlateField.tsx';
import { readSpan, SpanFields, writtenAt } from '../SpanFields.tsx';

const hours = [2, 4, 8, 24, 72, 168, 720] as const;
const uses = ['once', 'any'] as const;

export function NewPass(props: { onClose: () => void; onIssued: (issued: IssuedPass) => void }) {
  const screen = useScreen();
  const { t } = useText();
  const zone = useFacts(zoneOf);
  const selected = useChoices(({ selection }) => (selection?.kind === 'place' ? selection.id : ''));
  const isHome = useFacts(({ plan }) =>
    plan.places.some(({ id, kind }) => id === selected && kind === 'household'),
  );
  const [placeId, setPlaceId] = useState(isHome ? selected : '');
  const [name, setName] = useState('');
  const [plate, setPlate] = useState('');
  const [span, setSpan] = useState(() => ({ from: writtenAt(screen.clock.hubNowMs(), zone), hours: 4 }));
  const [often, setOften] = useState<(typeof uses)[number]>('once');
  const [busy, setBusy] = useState(false);

  async function issue(event: FormEvent): Promise<void> {
    event.preventDefault();
    const { compoundId: compound } = screen.facts.getState();
    const read = readSpan(span, zone);
    if (compound === null || read === null || busy) return;
    setBusy(true);
    const answer = await screen.session.command('issuePass', {
      compound,
      pass: {
        placeId: placeId.trim(),
        name: name.trim() || null,
        plate: plate.trim() || null,
        ...read,
        uses: often,
      },
    });
    setBusy(false);
    if (answer.ok) props.onIssued(answer.value);
  }

  return (
    <Dialog title={t('passes.new')} onClose={props.onClose}>
      <form className="order-form" onSubmit={(event) => void issue(event)}>
        <HouseholdField label={t('passes.place')} value={placeId} required onChange={setPlaceId} />
        <div className="order-row">
          <label>
            {t('passes.name')}
            <input maxLength={100} value={name} onChange={({ target }) => setName(target.value)} />
          </label>
          <PlateField label={t('passes.plate')} testId="pass-plate" value={plate} onChange={setPlate} />
        </div>
        <SpanFields
          span={span}
          choices={hours}
          names={{ from: t('passes.from'), hours: t('passes.for') }}
          onChange={setSpan}
        />
        <fieldset className="choices">
          <legend>{t('passes.uses')}</legend>
          {uses.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="uses"
                checked={often === one}
                data-testid={`pass-uses-${one}`}
                onChange={() => setOften(one)}
              />{' '}
              {t(`passes.uses.${one}`)}
            </label>
          ))}
        </fieldset>
        <DialogButtons
          action={t('passes.issue')}
          disabled={busy || plateFault(plate) !== null || placeId.trim() === ''}
          onCancel={props.onClose}
        />
      </form>
    </Dialog>
  );
}

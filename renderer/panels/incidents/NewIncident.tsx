/** What an operator opens by hand: kind and name; the place is what is selected. */
import { useState } from 'react';
import { useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';

const kinds = ['fire', 'throw', 'other'] as const;

export function NewIncident() {
  const screen = useScreen();
  const onClose = () => screen.choices.setState({ overlay: null });
  const { t } = useText();
  const [kind, setKind] = useState<(typeof kinds)[number]>('other');
  const [title, setTitle] = useState('');
  async function create(): Promise<void> {
    const { compoundId, devices } = screen.facts.getState();
    const { selection } = screen.choices.getState();
    if (compoundId === null) return;
    const placeId =
      selection?.kind === 'place'
        ? selection.id
        : selection?.kind === 'device'
          ? (devices.get(selection.key)?.placeId ?? null)
          : null;
    const opened = await screen.session.command('openIncident', {
      compound: compoundId,
      kind,
      alarmId: null,
      placeId,
      title,
    });
    if (!opened.ok) return;
    screen.choices.setState({ openIncidentId: opened.value.id, overlay: null });
  }
  return (
    <Dialog title={t('incident.open.here')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <fieldset className="choices">
          {kinds.map((one) => (
            <label key={one}>
              <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />{' '}
              {t(`incident.kind.${one}`)}
            </label>
          ))}
        </fieldset>
        <label>
          {t('incident.name')}
          <input autoFocus maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
        </label>
        <DialogButtons onCancel={onClose} />
      </form>
    </Dialog>
  );
}

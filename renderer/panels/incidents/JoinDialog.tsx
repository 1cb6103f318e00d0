/** Two incidents that turn out to be one are merged, one that turns out to be two is split. */
import { useState } from 'react';
import { whyNotAct } from '#commands/command.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { askHub } from '#state/account.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';

export function JoinDialog({ incident, onClose }: { incident: IncidentRecord; onClose: () => void }) {
  const { t } = useText();
  return (
    <Dialog title={t('join.open')} onClose={onClose}>
      <Merge incident={incident} onClose={onClose} />
      <Split incident={incident} onClose={onClose} />
    </Dialog>
  );
}

function useJoin(incident: IncidentRecord, onClose: () => void) {
  const screen = useScreen();
  return async (what: 'merge' | 'split', body: object): Promise<void> => {
    const url = `/api/incidents/${encodeURIComponent(incident.id)}/${what}`;
    const answer = await askHub<{ incident: string }>('POST', url, body);
    if (!answer.ok) return screen.notices.fault(answer.error);
    screen.choices.setState({ openIncidentId: answer.incident });
    screen.notices.say('info', { key: `join.done.${what}` });
    onClose();
  };
}

function Merge({ incident, onClose }: { incident: IncidentRecord; onClose: () => void }) {
  const { t, local } = useText();
  const screen = useScreen();
  const away = useFacts(() => whyNotAct(screen));
  const incidents = useFacts((facts) => facts.incidents);
  const [other, setOther] = useState('');
  const join = useJoin(incident, onClose);
  const others = incidents.filter(
    ({ id, state, drill }) =>
      id !== incident.id && drill === incident.drill && state !== 'closed' && state !== 'false',
  );
  return (
    <form
      className="join"
      onSubmit={(event) => {
        event.preventDefault();
        void join('merge', { other });
      }}
    >
      <fieldset className="choices">
        <legend>{t('join.merge')}</legend>
        {others.length === 0 && <p className="hint">{t('join.merge.none')}</p>}
        {others.map(({ id, title, startedAtMs }) => (
          <label key={id}>
            <input type="radio" name="other" checked={other === id} onChange={() => setOther(id)} />{' '}
            <span>
              {local(title)}{' '}
              <small>
                <ClockTime atMs={startedAtMs} dated />
              </small>
            </span>
          </label>
        ))}
      </fieldset>
      {others.length > 0 && (
        <footer>
          <span className="hint">{t('join.merge.hint')}</span>
          <button
            className="primary"
            type="submit"
            disabled={other === '' || away !== null}
            data-testid="merge"
          >
            {t('join.merge.do')}
          </button>
        </footer>
      )}
    </form>
  );
}

function Split({ incident, onClose }: { incident: IncidentRecord; onClose: () => void }) {
  const { t, local } = useText();
  const screen = useScreen();
  const away = useFacts(() => whyNotAct(screen));
  const devices = useFacts((facts) => facts.devices);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const join = useJoin(incident, onClose);
  const { deviceKeys } = incident;
  return (
    <form
      className="join"
      onSubmit={(event) => {
        event.preventDefault();
        void join('split', { deviceKeys: chosen });
      }}
    >
      <fieldset className="choices">
        <legend>{t('join.split')}</legend>
        {deviceKeys.length < 2 && <p className="hint">{t('join.split.one')}</p>}
        {deviceKeys.length > 1 &&
          deviceKeys.map((key) => (
            <label key={key}>
              <input
                type="checkbox"
                checked={chosen.includes(key)}
                onChange={({ target }) =>
                  setChosen(target.checked ? [...chosen, key] : chosen.filter((one) => one !== key))
                }
              />{' '}
              <span>{local(devices.get(key)?.name ?? key)}</span>
            </label>
          ))}
      </fieldset>
      {deviceKeys.length > 1 && (
        <footer>
          <button
            className="primary"
            type="submit"
            disabled={chosen.length === 0 || chosen.length === deviceKeys.length || away !== null}
            data-testid="split"
          >
            {t('join.split.do')}
          </button>
        </footer>
      )}
    </form>
  );
}

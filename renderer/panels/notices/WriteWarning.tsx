/** Residents of buildings or units are warned: where, of what, over which channels, in which words; whom it reaches is said before. */
import { X } from 'lucide-react';
import { useEffect, useState, type FormEvent } from 'react';
import { mayDo, whyNotAct } from '#commands/command.ts';
import { isOver } from '#shared/incidents/incidentAt.ts';
import type { ChannelKind, WarningRequest } from '#shared/protocol/notice.ts';
import { warningKinds } from '#shared/protocol/warningKinds.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { askHub } from '#state/account.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useFetched } from '#ui/useFetched.ts';
import { useText } from '#ui/useText.ts';

interface Template {
  readonly text: LocalText;
  readonly channels: readonly { readonly id: string; readonly name: string; readonly kind: ChannelKind }[];
  readonly drill: boolean;
}

export function WriteWarning({ onWritten }: { onWritten: () => void }) {
  const screen = useScreen();
  const { t, local } = useText();
  const may = useFacts(() => mayDo(screen, 'notices.act'));
  const away = useFacts(() => whyNotAct(screen));
  const compound = useFacts((facts) => facts.compoundId);
  const plan = useFacts((facts) => facts.plan);
  const draft = useChoices((choices) => choices.warningDraft);
  const { kind, placeIds } = draft;
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set());
  // With a drill open a warning is one of the drill, until somebody says otherwise: a real fire can come at any time.
  const openId = useChoices((choices) => choices.openIncidentId);
  const inDrill = useFacts(({ incidents }) =>
    incidents.some(({ id, drill: isDrill, state }) => id === openId && isDrill && !isOver(state)),
  );
  /** For this incident alone: the next one is decided anew. */
  const [chosen, setChosen] = useState<{ readonly of: string | null; readonly drill: boolean } | null>(null);
  const setDrill = (isDrill: boolean) => setChosen({ of: openId, drill: isDrill });
  const drill = chosen?.of === openId ? chosen.drill : inDrill;
  /** As somebody changed it; null: as the template says. */
  const [edited, setEdited] = useState<LocalText | null>(null);
  const [busy, setBusy] = useState(false);
  const url = compound === null ? null : `/api/compounds/${encodeURIComponent(compound)}`;
  const query = new URLSearchParams({ kind, places: placeIds.join(',') || '-' }).toString();
  const template = useFetched<Template>(may && url ? `${url}/warning-template?${query}` : null);
  const channels = template?.channels ?? [];
  const asked: WarningRequest = {
    kind,
    placeIds: [...placeIds],
    channels: channels.map(({ id }) => id).filter((id) => !unticked.has(id)),
    text: edited ?? template?.text ?? { zh: '', en: '' },
    drill: drill || template?.drill === true,
  };
  const isAskable = asked.placeIds.length > 0 && asked.channels.length > 0;
  const reach = useReach(isAskable && url ? url : null, asked);
  if (!may) return null;

  const set = (change: Partial<typeof draft>) => {
    setEdited(null);
    screen.choices.setState({ warningDraft: { ...draft, ...change } });
  };
  async function write(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy || url === null) return;
    setBusy(true);
    const answer = await askHub('POST', `${url}/warnings`, asked);
    setBusy(false);
    if (!answer.ok) return screen.notices.fault(answer.error);
    setEdited(null);
    onWritten();
  }
  const nameOf = (id: string) => {
    const place = plan.places.find((one) => one.id === id);
    return place ? local(place.name) : id;
  };
  return (
    <form className="warning-form" onSubmit={(event) => void write(event)} data-testid="warning-form">
      <h3>{t('warning.new')}</h3>
      <fieldset className="choices">
        <legend>{t('warning.kind')}</legend>
        {warningKinds.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="warning-kind"
              checked={kind === one}
              onChange={() => set({ kind: one })}
            />{' '}
            {t(`warning.kind.${one}`)}
          </label>
        ))}
      </fieldset>
      <div className="warning-places">
        {placeIds.map((id) => (
          <span key={id} className="chip">
            {nameOf(id)}
            <button
              type="button"
              aria-label={t('warning.place.remove', { name: nameOf(id) })}
              onClick={() => set({ placeIds: placeIds.filter((one) => one !== id) })}
            >
              <X size="0.9em" />
            </button>
          </span>
        ))}
        <select
          aria-label={t('warning.places.add')}
          data-testid="warning-place"
          value=""
          onChange={({ target }) => set({ placeIds: [...new Set([...placeIds, target.value])] })}
        >
          <option value="">{t('warning.places.add')}</option>
          {plan.places
            .filter((place) => place.kind === 'building' || place.kind === 'unit')
            .map((place) => (
              <option key={place.id} value={place.id}>
                {local(place.name)}
              </option>
            ))}
        </select>
      </div>
      <fieldset className="choices">
        <legend>{t('warning.channels')}</legend>
        {template && channels.length === 0 && <p className="hint">{t('warning.channels.none')}</p>}
        {channels.map(({ id, name }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={!unticked.has(id)}
              onChange={() => {
                const next = new Set(unticked);
                if (!next.delete(id)) next.add(id);
                setUnticked(next);
              }}
            />{' '}
            {name}
          </label>
        ))}
      </fieldset>
      {(['zh', 'en'] as const).map((language) => (
        <label key={language}>
          {t(`warning.text.${language}`)}
          <textarea
            rows={3}
            maxLength={2000}
            lang={language}
            value={asked.text[language]}
            data-testid={`warning-text-${language}`}
            onChange={({ target }) => setEdited({ ...asked.text, [language]: target.value })}
          />
        </label>
      ))}
      <label className="tick">
        <input
          type="checkbox"
          checked={asked.drill}
          disabled={template?.drill === true}
          onChange={({ target }) => setDrill(target.checked)}
        />{' '}
        {t(template?.drill ? 'warning.drill.all' : 'warning.drill')}
      </label>
      <p className="hint" data-testid="warning-reach">
        {placeIds.length === 0 ? t('warning.places.none') : reach ? t('warning.reach', reach) : ''}
      </p>
      <button
        className="primary"
        type="submit"
        disabled={busy || !isAskable || away !== null}
        title={away ? t(away) : undefined}
        data-testid="warning-write"
      >
        {t(asked.drill ? 'warning.write.drill' : 'warning.write')}
      </button>
    </form>
  );
}

/** How many it would reach; asked again when places or channels change. */
function useReach(
  url: string | null,
  asked: WarningRequest,
): { readonly households: number; readonly recipients: number } | null {
  const key = url && JSON.stringify({ ...asked, text: { zh: '-', en: '-' } });
  const [found, setFound] = useState<{ key: string; households: number; recipients: number } | null>(null);
  useEffect(() => {
    if (url === null || key === null) return;
    let isLeft = false;
    const ask = askHub<{ households: number; recipients: number }>(
      'POST',
      `${url}/warnings/preview`,
      JSON.parse(key),
    );
    void ask.then((answer) => {
      if (answer.ok && !isLeft)
        setFound({ key, households: answer.households, recipients: answer.recipients });
    });
    return () => {
      isLeft = true;
    };
  }, [url, key]);
  return found?.key === key ? found : null;
}

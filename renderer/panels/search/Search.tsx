/** Ctrl+K: anything by name — devices, places, plates, saved views, commands. */
import { useMemo, useState } from 'react';
import { systemOrUnknown } from '#shared/systems/index.ts';
import type { LocalText } from '#shared/twin/text.ts';
import type { TextKey } from '#shared/i18n/zh.ts';
import { setOperations, useOperations, type OperationsState } from '#state/operations.ts';
import { toggleLanguage } from '#state/language.ts';
import { session } from '#state/session.ts';
import { Dialog } from '#ui/Dialog.tsx';
import { useText, type Text } from '#ui/useText.ts';
import { boundScene, selectDevice, selectPlace, showView, toggleOrbit, toggleTheme } from '#commands/actions.ts';

interface Hit {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly run: () => void;
}

const shownAtMost = 12;

const commands: readonly { readonly key: TextKey; readonly run: () => void }[] = [
  { key: 'mode.back', run: () => session().clock.live() },
  { key: 'scene.fit', run: () => void boundScene()?.fit() },
  { key: 'scene.orbit', run: toggleOrbit },
  { key: 'scene.xray', run: () => setOperations((state) => ({ xray: !state.xray })) },
  { key: 'top.language', run: toggleLanguage },
  { key: 'top.theme.showcase', run: toggleTheme },
  { key: 'top.models', run: () => setOperations({ overlay: 'models' }) },
  { key: 'rejections.title', run: () => setOperations({ overlay: 'rejections' }) },
  { key: 'time.demo.fire', run: () => void session().command('runDemo', { scenario: 'fire' }) },
  { key: 'time.demo.throw', run: () => void session().command('runDemo', { scenario: 'throw' }) },
];

export function Search() {
  const { t, local } = useText();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const close = () => setOperations({ overlay: 'none' });
  const devices = useOperations((state) => state.devices);
  const plan = useOperations((state) => state.plan);
  const words = useOperations((state) => state.words);
  const hits = useMemo(
    () => findHits(text, { devices, plan, words }, t, local),
    [text, devices, plan, words, t, local],
  );
  function run(hit: Hit | undefined): void {
    if (!hit) return;
    close();
    hit.run();
  }
  return (
    <Dialog title={t('search.title')} onClose={close}>
      <input
        autoFocus
        className="search-input"
        data-testid="search-input"
        placeholder={t('search.placeholder')}
        aria-label={t('search.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setAt(Math.min(hits.length - 1, at + 1));
          else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
          else if (event.key === 'Enter') run(hits[at]);
          else return;
          event.preventDefault();
        }}
      />
      <ul className="search-hits" role="listbox" aria-label={t('search.title')}>
        {hits.map((hit, i) => (
          <li
            key={hit.id}
            role="option"
            aria-selected={i === at}
            className={i === at ? 'at' : ''}
            onClick={() => run(hit)}
            onPointerMove={() => setAt(i)}
          >
            <span>{hit.title}</span>
            <i>{hit.kind}</i>
          </li>
        ))}
        {hits.length === 0 && <li className="empty">{t('search.none')}</li>}
      </ul>
    </Dialog>
  );
}

function findHits(
  wanted: string,
  { devices, plan, words }: Pick<OperationsState, 'devices' | 'plan' | 'words'>,
  t: Text,
  local: (text: LocalText) => string,
): Hit[] {
  const needle = wanted.trim().toLowerCase();
  const found: Hit[] = [];
  const matches = (...names: readonly string[]) =>
    needle !== '' && names.some((name) => name.toLowerCase().includes(needle));
  const add = (hit: Hit) => void (found.length < shownAtMost && found.push(hit));
  for (const command of commands) {
    if (needle === '' || matches(t(command.key)))
      add({ id: command.key, title: t(command.key), kind: t('search.command'), run: command.run });
  }
  plan.views.forEach((view, i) => {
    if (matches(view.name.zh, view.name.en))
      add({ id: `view${i}`, title: local(view.name), kind: t('scene.views'), run: () => showView(i) });
  });
  for (const place of plan.places) {
    if (place.kind !== 'storey' && matches(place.id, place.name.zh, place.name.en)) {
      add({
        id: place.id,
        title: local(place.name),
        kind: t('place.title'),
        run: () => selectPlace(place.id),
      });
    }
  }
  const { columns } = session().shown();
  for (const device of devices.values()) {
    const plateIndex = device.points['plate'];
    const plate = plateIndex === undefined ? '' : (words.get(columns.values[plateIndex] ?? 0) ?? '');
    if (!matches(device.id, device.name.zh, device.name.en, plate)) continue;
    add({
      id: device.key,
      title: local(device.name) + (plate ? ` · ${plate}` : ''),
      kind: local(systemOrUnknown(device.system).name),
      run: () => selectDevice(device.key),
    });
  }
  return found;
}

/** Compounds: those that are served and of what kind, those that are not and why; made, renamed, claimed, carried away. */
import { useState, type FormEvent } from 'react';
import type { CompoundFault } from '#shared/compounds/faults.ts';
import type { CompoundManifest } from '#shared/twin/compound.ts';
import { placedFaultText } from '#shared/i18n/faults/faultText.ts';
import { useText } from '#ui/useText.ts';
import { Fault } from './Fault.tsx';
import { ImportCompound } from './ImportCompound.tsx';
import { NewCompound } from './NewCompound.tsx';
import { useList, type List } from './useList.ts';

interface Listed {
  readonly id: string;
  readonly manifest: CompoundManifest;
  readonly devices: number;
}
type Compounds = { readonly compounds: readonly Listed[] };

export function CompoundsSection() {
  const { t, language } = useText();
  const list = useList<Compounds>('/api/compounds');
  const bad = useList<{
    faults: readonly { readonly compound: string; readonly faults: readonly CompoundFault[] }[];
  }>('/api/compound-faults');
  const [done, setDone] = useState<string | null>(null);
  const [lost, setLost] = useState(0);
  const onMade = (id: string, lostParts = 0) => {
    setDone(id);
    setLost(lostParts);
    list.reload();
    bad.reload();
  };
  const fault = list.fault ?? bad.fault;
  return (
    <section data-testid="compounds">
      <h2>{t('admin.compoundList')}</h2>
      <NewCompound onMade={onMade} />
      <ImportCompound onMade={onMade} />
      {done !== null && (
        <p role="status">
          {t('compounds.done', { id: done })}{' '}
          <a className="link" href={`/planning?compound=${encodeURIComponent(done)}`}>
            {t('compounds.draw')}
          </a>
          {lost > 0 && ` ${t('recording.lost', { count: lost })}`}
        </p>
      )}
      <Fault text={fault} />
      {list.found && (
        <table>
          <thead>
            <tr>
              <th>{t('compounds.nameZh')}</th>
              <th>{t('compounds.nameEn')}</th>
              <th>{t('compounds.id')}</th>
              <th>{t('compounds.kind')}</th>
              <th>{t('compounds.devices')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {list.found.compounds.map((one) => (
              <Row key={one.id} one={one} list={list} />
            ))}
          </tbody>
        </table>
      )}
      {bad.found && bad.found.faults.length > 0 && (
        <>
          <h3>{t('compounds.faults')}</h3>
          <dl>
            {bad.found.faults.flatMap(({ compound, faults }) => [
              <dt key={compound}>{compound}</dt>,
              <dd key={`${compound}:`}>
                {faults.map((one) => (
                  <p key={`${one.file} ${one.at}`}>{placedFaultText(one, language)}</p>
                ))}
              </dd>,
            ])}
          </dl>
        </>
      )}
    </section>
  );
}

function Row({ one: { id, manifest, devices }, list }: { one: Listed; list: List<Compounds> }) {
  const { t, locale } = useText();
  const [name, setName] = useState<CompoundManifest['name'] | null>(null);
  const path = `/api/compounds/${encodeURIComponent(id)}`;
  const announced = manifest.announced === true;
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (name && (await list.change('PUT', path, { manifest: { ...manifest, name } }))) setName(null);
  }
  const form = `rename-${id}`;
  return (
    <tr>
      {(['zh', 'en'] as const).map((language) => (
        <td key={language}>
          {name === null ? (
            manifest.name[language]
          ) : (
            <input
              form={form}
              required
              aria-label={t(language === 'zh' ? 'compounds.nameZh' : 'compounds.nameEn')}
              value={name[language]}
              onChange={(event) => setName({ ...name, [language]: event.target.value })}
            />
          )}
        </td>
      ))}
      <td>
        <code>{id}</code>
      </td>
      <td>{t(kindOf(manifest))}</td>
      <td>{devices.toLocaleString(locale)}</td>
      <td className="row-buttons">
        {name !== null && (
          <form id={form} onSubmit={(event) => void submit(event)}>
            <button type="submit">{t('admin.save')}</button>
          </form>
        )}
        {name === null && announced && (
          <>
            <button onClick={() => void list.change('POST', `${path}/claim`, {})}>
              {t('compounds.claim')}
            </button>
            <button onClick={() => void list.change('DELETE', path)}>{t('compounds.forget')}</button>
          </>
        )}
        {name === null && !announced && (
          <>
            {!manifest.recording && (
              <>
                <a className="button" href={`/planning?compound=${encodeURIComponent(id)}`}>
                  {t('compounds.draw')}
                </a>
                <button onClick={() => setName(manifest.name)}>{t('compounds.rename')}</button>
              </>
            )}
            <button onClick={() => location.assign(`${path}/export`)}>{t('compounds.export')}</button>
            <button
              onClick={() => {
                if (confirm(t('compounds.sure', { id }))) void list.change('DELETE', path);
              }}
            >
              {t('compounds.remove')}
            </button>
          </>
        )}
      </td>
    </tr>
  );
}

function kindOf({ announced, recording, demo }: CompoundManifest) {
  if (announced === true) return 'compounds.announced' as const;
  if (recording) return 'recording.kind' as const;
  return demo === true ? ('compounds.demo' as const) : ('compounds.real' as const);
}

/** Notices of a compound: channels and rules, edited together and saved as a whole; a channel can be tried at once. */
import { useState } from 'react';
import {
  noSettings,
  type ChannelKind,
  type NoticeChannel,
  type NoticeRule,
  type NoticeSettings,
} from '#shared/protocol/notice.ts';
import type { CompoundManifest } from '#shared/twin/compound.ts';
import { useText } from '#ui/useText.ts';
import { ChannelFields } from './ChannelFields.tsx';
import { Fault } from './Fault.tsx';
import { RuleFields } from './RuleFields.tsx';
import { useList } from './useList.ts';

const kinds: readonly ChannelKind[] = ['email', 'webhook', 'wecom', 'dingtalk', 'feishu', 'sms'];

export function NoticesSection() {
  const { t, local } = useText();
  const compounds = useList<{ compounds: readonly { id: string; manifest: CompoundManifest }[] }>(
    '/api/compounds',
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const id = chosen ?? compounds.found?.compounds[0]?.id ?? null;
  return (
    <section data-testid="notices">
      <h2>{t('admin.notices')}</h2>
      <Fault text={compounds.fault} />
      <label>
        {t('admin.notices.compound')}
        <select value={id ?? ''} onChange={({ target }) => setChosen(target.value)}>
          {compounds.found?.compounds.map((one) => (
            <option key={one.id} value={one.id}>
              {local(one.manifest.name)}
            </option>
          ))}
        </select>
      </label>
      {id !== null && <Settings key={id} compound={id} />}
    </section>
  );
}

function Settings({ compound }: { compound: string }) {
  const { t } = useText();
  const path = `/api/compounds/${encodeURIComponent(compound)}`;
  const list = useList<{ settings: NoticeSettings }>(`${path}/notice-settings`);
  const [edited, setEdited] = useState<NoticeSettings | null>(null);
  const [kind, setKind] = useState<ChannelKind>('email');
  const [said, setSaid] = useState<string | null>(null);
  const settings = edited ?? list.found?.settings ?? noSettings;
  const change = (part: Partial<NoticeSettings>) => {
    setSaid(null);
    setEdited({ ...settings, ...part });
  };
  async function save(): Promise<void> {
    // An empty line was only being typed.
    const rules = settings.rules.map((rule) => ({ ...rule, to: rule.to.flatMap((one) => one.trim() || []) }));
    if (!(await list.change('PUT', `${path}/notice-settings`, { ...settings, rules }))) return;
    setEdited(null);
    setSaid(t('admin.notices.saved'));
  }
  async function test(channel: string, to: string, language: 'zh' | 'en'): Promise<void> {
    if (await list.change('POST', `${path}/notice-test`, { channel, to, language }))
      setSaid(t('admin.notices.test.done'));
  }
  return (
    <form
      className="notice-settings"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Fault text={list.fault} />
      <label className="check">
        <input
          type="checkbox"
          checked={settings.drill}
          onChange={({ target }) => change({ drill: target.checked })}
        />{' '}
        {t('admin.notices.drill')}
      </label>
      <h3>{t('admin.notices.channels')}</h3>
      {settings.channels.map((channel, at) => (
        <ChannelFields
          // A channel has no other name while its id is being typed.
          // oxlint-disable-next-line react/no-array-index-key
          key={at}
          channel={channel}
          isKept={list.found?.settings.channels.some((one) => one.id === channel.id) ?? false}
          isSaved={edited === null}
          onChange={(next) => change({ channels: settings.channels.with(at, next) })}
          onRemove={() => change({ channels: settings.channels.filter((_, i) => i !== at) })}
          onTest={(to, language) => void test(channel.id, to, language)}
        />
      ))}
      <div className="line">
        <select
          aria-label={t('admin.notices.kind')}
          value={kind}
          onChange={({ target }) => setKind(kinds.find((one) => one === target.value) ?? kind)}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {t(`admin.notices.kind.${one}`)}
            </option>
          ))}
        </select>
        <button
          type="button"
          onClick={() => change({ channels: [...settings.channels, newChannel(kind, settings.channels)] })}
        >
          {t('admin.notices.channel.add')}
        </button>
      </div>
      <h3>{t('admin.notices.rules')}</h3>
      {settings.rules.map((rule, at) => (
        <RuleFields
          // oxlint-disable-next-line react/no-array-index-key
          key={at}
          rule={rule}
          channels={settings.channels}
          onChange={(next) => change({ rules: settings.rules.with(at, next) })}
          onRemove={() => change({ rules: settings.rules.filter((_, i) => i !== at) })}
        />
      ))}
      <div className="line">
        <button
          type="button"
          disabled={settings.channels.length === 0}
          onClick={() => change({ rules: [...settings.rules, newRule(settings)] })}
        >
          {t('admin.notices.rule.add')}
        </button>
      </div>
      <p role="status">{edited ? t('admin.notices.unsaved') : said}</p>
      <button className="primary" type="submit" disabled={edited === null}>
        {t('admin.notices.save')}
      </button>
    </form>
  );
}

/** `email`, `email-2`, …: the first that is free. */
function freeId(base: string, taken: readonly { readonly id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  if (!ids.has(base)) return base;
  let n = 2;
  while (ids.has(`${base}-${n}`)) n++;
  return `${base}-${n}`;
}

function newChannel(kind: ChannelKind, others: readonly NoticeChannel[]): NoticeChannel {
  const id = freeId(kind, others);
  const named = { id, name: id };
  switch (kind) {
    case 'email':
      return { ...named, kind, host: 'localhost', port: 25, tls: false, from: 'linli@localhost' };
    case 'sms':
      return {
        ...named,
        kind,
        url: 'https://',
        contentType: 'application/json',
        body: '{"to":"{{phone}}","text":"{{text}}"}',
      };
    default:
      return { ...named, kind, url: 'https://' };
  }
}

function newRule({ channels, rules }: NoticeSettings): NoticeRule {
  const id = freeId('rule', rules);
  return {
    id,
    name: id,
    on: 'alarm',
    priorities: [1, 2],
    channels: channels.slice(0, 1).map((channel) => channel.id),
    to: [],
    language: 'zh',
  };
}

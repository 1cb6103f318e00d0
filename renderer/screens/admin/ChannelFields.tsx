/** One channel of notices as fields; a secret that is kept shows as such and stays where nothing is typed. */
import { useState } from 'react';
import type { NoticeChannel } from '#shared/protocol/notice.ts';
import { useText } from '#ui/useText.ts';

export function ChannelFields(props: {
  readonly channel: NoticeChannel;
  /** The hub has it already, with its secret if it has one. */
  readonly isKept: boolean;
  /** What is shown is what the hub has: it can be tried. */
  readonly isSaved: boolean;
  readonly onChange: (channel: NoticeChannel) => void;
  readonly onRemove: () => void;
  readonly onTest: (to: string, language: 'zh' | 'en') => void;
}) {
  const { t, language } = useText();
  const { channel, onChange } = props;
  const [to, setTo] = useState('');
  const isAddressed = channel.kind === 'email' || channel.kind === 'sms';
  const text = (label: string, value: string, change: (value: string) => void, type = 'text') => (
    <label>
      {label}
      <input required type={type} maxLength={2000} value={value} onChange={(e) => change(e.target.value)} />
    </label>
  );
  return (
    <fieldset className="notice-item" data-testid={`channel-${channel.id}`}>
      <legend>{t(`admin.notices.kind.${channel.kind}`)}</legend>
      {text(t('admin.notices.id'), channel.id, (id) => onChange({ ...channel, id }))}
      {text(t('admin.notices.name'), channel.name, (name) => onChange({ ...channel, name }))}
      {channel.kind === 'email' ? (
        <>
          {text(t('admin.notices.host'), channel.host, (host) => onChange({ ...channel, host }))}
          <label>
            {t('admin.notices.port')}
            <input
              type="number"
              min={1}
              max={65_535}
              value={channel.port}
              onChange={({ target }) => onChange({ ...channel, port: Number(target.value) })}
            />
          </label>
          {text(t('admin.notices.from'), channel.from, (from) => onChange({ ...channel, from }))}
          <label>
            {t('admin.notices.user')}
            <input
              maxLength={200}
              value={channel.user ?? ''}
              onChange={({ target }) => onChange(withUser(channel, target.value))}
            />
          </label>
          <label className="check">
            <input
              type="checkbox"
              checked={channel.tls}
              onChange={({ target }) => onChange({ ...channel, tls: target.checked })}
            />{' '}
            {t('admin.notices.tls')}
          </label>
        </>
      ) : (
        text(t('admin.notices.url'), channel.url, (url) => onChange({ ...channel, url }))
      )}
      {channel.kind === 'sms' && (
        <>
          <label>
            {t('admin.notices.contentType')}
            <select
              value={channel.contentType}
              onChange={({ target }) =>
                onChange({
                  ...channel,
                  contentType:
                    target.value === 'application/json'
                      ? 'application/json'
                      : 'application/x-www-form-urlencoded',
                })
              }
            >
              <option>application/json</option>
              <option>application/x-www-form-urlencoded</option>
            </select>
          </label>
          <label className="wide">
            {t('admin.notices.body')}
            <textarea
              rows={2}
              maxLength={4000}
              value={channel.body}
              onChange={({ target }) => onChange({ ...channel, body: target.value })}
            />
          </label>
        </>
      )}
      {channel.kind !== 'wecom' && (
        <label>
          {t('admin.notices.secret')}
          <input
            type="password"
            autoComplete="new-password"
            maxLength={400}
            placeholder={props.isKept ? t('admin.notices.secret.kept') : ''}
            value={channel.secret ?? ''}
            onChange={({ target }) => onChange(withSecret(channel, target.value))}
          />
        </label>
      )}
      <div className="notice-item-buttons">
        {isAddressed && (
          <input
            aria-label={t('admin.notices.test.to')}
            placeholder={t('admin.notices.test.to')}
            maxLength={200}
            value={to}
            onChange={({ target }) => setTo(target.value)}
          />
        )}
        <button
          type="button"
          disabled={!props.isSaved || (isAddressed && to.trim() === '')}
          title={props.isSaved ? undefined : t('admin.notices.unsaved')}
          onClick={() => props.onTest(to.trim(), language)}
        >
          {t('admin.notices.test')}
        </button>
        <button type="button" onClick={props.onRemove}>
          {t('admin.notices.remove')}
        </button>
      </div>
    </fieldset>
  );
}

function withUser(channel: Extract<NoticeChannel, { kind: 'email' }>, user: string): NoticeChannel {
  const { user: _, ...rest } = channel;
  return user === '' ? rest : { ...rest, user };
}

/** Nothing typed: the kept one stays. */
function withSecret(channel: Exclude<NoticeChannel, { kind: 'wecom' }>, secret: string): NoticeChannel {
  const { secret: _, ...rest } = channel;
  return secret === '' ? rest : { ...rest, secret };
}

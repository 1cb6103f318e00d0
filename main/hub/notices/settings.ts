/** Channels and rules of each compound, kept as a setting of `linli.db`. Secrets are only ever written: nobody reads them back. */
import { Compile } from 'typebox/compile';
import { noSettings, NoticeSettings, type NoticeChannel } from '#shared/protocol/notice.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { Records } from '../records/index.ts';

export interface Settings {
  /** With its secrets: for sending alone. */
  of(compound: string): NoticeSettings;
  /** For people. */
  shown(compound: string): NoticeSettings;
  set(compound: string, given: NoticeSettings): Result<NoticeSettings>;
}

const isSettings = Compile(NoticeSettings);
const put = `INSERT OR REPLACE INTO compound_settings (compound, name, value) VALUES (?, 'notices', ?)`;

export function createSettings(records: Records): Settings {
  const known = new Map<string, NoticeSettings>();
  const rows = records.db
    .prepare<[], { compound: string; value: string }>(
      `SELECT compound, value FROM compound_settings WHERE name = 'notices'`,
    )
    .all();
  for (const { compound, value } of rows) {
    const parsed: unknown = JSON.parse(value);
    if (isSettings.Check(parsed)) known.set(compound, parsed);
    else process.stderr.write(`Notices of ${compound} are left out: their settings cannot be read.\n`);
  }
  const of = (compound: string) => known.get(compound) ?? noSettings;

  return {
    of,
    shown: (compound) => ({ ...of(compound), channels: of(compound).channels.map(withoutSecret) }),
    set(compound, given) {
      const ids = given.channels.map(({ id }) => id);
      if (
        new Set(ids).size < ids.length ||
        new Set(given.rules.map(({ id }) => id)).size < given.rules.length
      )
        return failure('notice-twice');
      const missing = given.rules.flatMap((rule) => rule.channels).find((id) => !ids.includes(id));
      if (missing !== undefined) return failure('notice-channel', { channel: missing });
      const before = new Map(of(compound).channels.map((channel) => [channel.id, channel]));
      const channels = given.channels.map((channel) => withKept(channel, before.get(channel.id)));
      const settings = { ...given, channels };
      records.write([{ sql: put, params: [compound, JSON.stringify(settings)] }]);
      known.set(compound, settings);
      return success(settings);
    },
  };
}

/** Of robots the address itself is what opens them. */
function withoutSecret(channel: NoticeChannel): NoticeChannel {
  if (channel.kind === 'wecom') return { ...channel, url: hidden(channel.url) };
  const { secret: _, ...rest } = channel;
  return rest.kind === 'dingtalk' || rest.kind === 'feishu' ? { ...rest, url: hidden(rest.url) } : rest;
}

const hiddenMark = '…';

function hidden(url: string): string {
  return `${new URL(url).origin}/${hiddenMark}`;
}

/** What was shown without its secret comes back without it: the kept one stays, unless it would go elsewhere. */
function withKept(given: NoticeChannel, before: NoticeChannel | undefined): NoticeChannel {
  if (before?.kind !== given.kind) return given;
  if (given.kind === 'email' && before.kind === 'email')
    return given.host === before.host ? { ...before, ...given } : given;
  if (given.kind === 'email' || before.kind === 'email') return given;
  const url =
    given.url.endsWith(`/${hiddenMark}`) && given.url === hidden(before.url) ? before.url : given.url;
  const isSameHost = new URL(url).origin === new URL(before.url).origin;
  return isSameHost ? { ...before, ...given, url } : { ...given, url };
}

/** What a command and its outcome are called on time lines. */
import type { CommandRecord } from '#shared/protocol/commands.ts';
import type { LocalText } from '#shared/twin/text.ts';

export const commandStateNames: Readonly<Record<CommandRecord['state'], LocalText>> = {
  requested: { zh: '已下达', en: 'requested' },
  sent: { zh: '已发送，等待应答', en: 'sent, waiting for the reply' },
  replied: { zh: '已执行', en: 'done' },
  failed: { zh: '失败', en: 'failed' },
  'timed-out': { zh: '未应答，结果不明', en: 'no reply, outcome unknown' },
};

const drillName: LocalText = { zh: '演练，未发送', en: 'drill, not sent' };

export function commandText({ title, deviceName, state, message, drill }: CommandRecord): LocalText {
  const became = drill ? drillName : commandStateNames[state];
  const why = message ? { zh: `：${message}`, en: `: ${message}` } : { zh: '', en: '' };
  return {
    zh: `${title.zh} · ${deviceName.zh}（${became.zh}${why.zh}）`,
    en: `${title.en} · ${deviceName.en} (${became.en}${why.en})`,
  };
}

/** The few words that the shell itself shows; all others are the screen's. */
const zh = {
  language: 'zh-CN',
  starting: '正在启动运行中心…',
  unreachable: '无法连接运行中心',
  hubEnded: '运行中心已停止',
  tip: '请检查运行中心是否已启动、网络是否连通。',
  retry: '重试',
} as const;

export type ShellTexts = Readonly<Record<keyof typeof zh, string>>;

const en: ShellTexts = {
  language: 'en',
  starting: 'Starting the operations center …',
  unreachable: 'The hub cannot be reached',
  hubEnded: 'The hub has stopped',
  tip: 'Check that the hub is running and the network is up.',
  retry: 'Try again',
};

export function shellTexts(locale: string): ShellTexts {
  return /^en\b/i.test(locale) ? en : zh;
}

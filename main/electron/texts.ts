/** The few words that the shell itself shows; all others are the screen's. */
import type { Language } from '#shared/twin/text.ts';
const zh = {
  language: 'zh',
  locale: 'zh-CN',
  starting: '正在启动运行中心…',
  unreachable: '无法连接运行中心',
  tip: '请检查运行中心是否已启动、网络是否连通。',
  retry: '重试',
} as const;

export type ShellTexts = Readonly<Record<Exclude<keyof typeof zh, 'language'>, string>> & {
  readonly language: Language;
};

const en: ShellTexts = {
  language: 'en',
  locale: 'en',
  starting: 'Starting the operations center …',
  unreachable: 'The hub cannot be reached',
  tip: 'Check that the hub is running and the network is up.',
  retry: 'Try again',
};

export function shellTexts(locale: string): ShellTexts {
  return /^en\b/i.test(locale) ? en : zh;
}

/** The few words the scene says itself. */
import type { Language, LocalText } from '#shared/twin/text.ts';
import { textIn } from '#shared/twin/text.ts';

const words = {
  canvas: {
    zh: '小区三维场景。拖动旋转，右键或 Shift 拖动平移，滚轮缩放，WASD 移动。',
    en: '3D scene of the compound. Drag to turn, right or Shift drag to move, wheel to zoom, WASD to travel.',
  },
  noWebgl: {
    zh: '此设备无法显示三维场景（WebGL 不可用）。列表、报警和视频不受影响；请启用硬件加速或更换浏览器。',
    en: 'This machine cannot show the 3D scene (no WebGL). Lists, alarms and video still work; turn on hardware acceleration or use another browser.',
  },
  contextLost: {
    zh: '三维画面中断，正在恢复。列表和报警不受影响。',
    en: 'The 3D picture was interrupted and is being restored. Lists and alarms still work.',
  },
  shaders: {
    zh: '此设备的显卡无法完整绘制三维场景，部分内容可能缺失。列表、报警和视频不受影响；请更新显卡驱动或更换浏览器。',
    en: 'The graphics card cannot draw all of the 3D scene: parts may be missing. Lists, alarms and video still work; update its driver or use another browser.',
  },
  divider: { zh: '“{{left}}”与“{{right}}”的分界', en: 'Divider between “{{left}}” and “{{right}}”' },
  alarms: { zh: '{{count}} 报警', en: '{{count}} alarms' },
  missing: {
    zh: '模型“{{name}}”有 {{count}} 个部分暂未取得，画面不完整；正在重试。',
    en: 'The model “{{name}}” lacks {{count}} part(s): the picture is incomplete. Trying again.',
  },
} as const satisfies Record<string, LocalText>;

export function word(
  id: keyof typeof words,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return textIn(words[id], language).replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
    String(values[name] ?? ''),
  );
}

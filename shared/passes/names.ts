/** Visitor passes in words. */
import type { LocalText } from '#shared/twin/text.ts';
import type { PassState } from './machine.ts';

export const passStateNames: Readonly<Record<PassState, LocalText>> = {
  waiting: { zh: '未生效', en: 'not yet valid' },
  valid: { zh: '有效', en: 'valid' },
  used: { zh: '已使用', en: 'used' },
  expired: { zh: '已过期', en: 'expired' },
  revoked: { zh: '已撤销', en: 'revoked' },
};

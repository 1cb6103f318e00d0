/** Visitor passes in words: their states, how somebody was checked, why somebody was not let in. */
import type { PassRefusal } from '#shared/protocol/visitorPass.ts';
import type { LocalText } from '#shared/twin/text.ts';
import type { PassState } from './machine.ts';

export const passStateNames: Readonly<Record<PassState, LocalText>> = {
  waiting: { zh: '未生效', en: 'not yet valid' },
  valid: { zh: '有效', en: 'valid' },
  used: { zh: '已使用', en: 'used' },
  expired: { zh: '已过期', en: 'expired' },
  revoked: { zh: '已撤销', en: 'revoked' },
};

export const passRefusalNames: Readonly<Record<PassRefusal, LocalText>> = {
  unknown: { zh: '通行证未知', en: 'unknown pass' },
  waiting: { zh: '通行证未到生效时间', en: 'pass not yet valid' },
  expired: { zh: '通行证已过期', en: 'pass expired' },
  revoked: { zh: '通行证已撤销', en: 'pass revoked' },
  used: { zh: '通行证已用过', en: 'pass used up' },
  elsewhere: { zh: '通行证不适用于此门', en: 'pass is not for this door' },
  late: { zh: '请求到得太晚，未开门', en: 'asked too late, not opened' },
  unsure: { zh: '车牌识别把握不足，请人工放行', en: 'plate not read surely enough, open by hand' },
  gate: { zh: '设备拒绝', en: 'refused by the device' },
};

/** Those that devices say beside the ones their system declares. */
export const methodNames: Readonly<Record<string, LocalText>> = {
  card: { zh: '刷卡', en: 'Card' },
  phone: { zh: '手机', en: 'Phone' },
  code: { zh: '二维码', en: 'QR code' },
  face: { zh: '人脸', en: 'Face' },
  fingerprint: { zh: '指纹', en: 'Fingerprint' },
  call: { zh: '对讲开门', en: 'Intercom' },
  plate: { zh: '车牌识别', en: 'Plate' },
  button: { zh: '出门按钮', en: 'Exit button' },
  password: { zh: '密码', en: 'Password' },
};

export const directionNames: Readonly<Record<string, LocalText>> = {
  in: { zh: '进', en: 'In' },
  out: { zh: '出', en: 'Out' },
};

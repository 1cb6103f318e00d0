/** Work orders in words: their kinds, their states, and what can be done with them. */
import type { OrderKind, OrderState, OrderStep } from '#shared/protocol/workOrder.ts';
import type { LocalText } from '#shared/twin/text.ts';

export const orderKindNames: Readonly<Record<OrderKind, LocalText>> = {
  repair: { zh: '报修', en: 'Repair' },
  complaint: { zh: '投诉', en: 'Complaint' },
  inspection: { zh: '巡检', en: 'Inspection' },
  cleaning: { zh: '保洁', en: 'Cleaning' },
  security: { zh: '安防', en: 'Security' },
  other: { zh: '其他', en: 'Other' },
};

export const orderStateNames: Readonly<Record<OrderState, LocalText>> = {
  open: { zh: '待指派', en: 'open' },
  assigned: { zh: '处理中', en: 'assigned' },
  done: { zh: '已完成', en: 'done' },
  'called-back': { zh: '已回访', en: 'called back' },
  closed: { zh: '已关闭', en: 'closed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};

/** As participles: "cannot be assigned". */
export const orderStepNames: Readonly<Record<OrderStep['verb'], LocalText>> = {
  assign: { zh: '指派', en: 'assigned' },
  done: { zh: '标为完成', en: 'called done' },
  'call-back': { zh: '回访', en: 'called back on' },
  close: { zh: '关闭', en: 'closed' },
  reopen: { zh: '重开', en: 'opened again' },
  cancel: { zh: '取消', en: 'cancelled' },
  note: { zh: '备注', en: 'noted on' },
  due: { zh: '修改时限', en: 'given another term' },
};

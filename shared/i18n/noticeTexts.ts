/** What a notice says, in one language: of an alarm, of an order, of a test; and the warnings residents get, as a template. */
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { WarningKind } from '#shared/protocol/notice.ts';
import type { WorkOrder } from '#shared/protocol/workOrder.ts';
import { orderKindNames, orderStateNames } from '#shared/workOrders/names.ts';
import { localTime } from '#shared/time/localTime.ts';
import { textIn, type Language, type LocalText } from '#shared/twin/text.ts';

export interface Words {
  readonly subject: string;
  readonly text: string;
}

interface Where {
  readonly compound: LocalText;
  readonly place: LocalText | null;
  readonly timeZone: string;
}

const alarmHeads = {
  alarm: { zh: '报警', en: 'Alarm' },
  escalated: { zh: '报警超时未确认', en: 'Alarm not acknowledged in time' },
  returned: { zh: '报警恢复', en: 'Alarm returned' },
} as const satisfies Record<string, LocalText>;

export function alarmWords(
  cause: keyof typeof alarmHeads,
  alarm: AlarmRecord,
  { compound, place, timeZone }: Where,
  language: Language,
): Words {
  const say = (text: LocalText) => textIn(text, language);
  const { date, clock } = localTime(alarm.firstAtMs, timeZone);
  const lines =
    language === 'zh'
      ? [
          `设备：${say(alarm.deviceName)}`,
          ...(place ? [`位置：${say(place)}`] : []),
          ...(alarm.value ? [`报警值：${alarm.value}`] : []),
          `时间：${date} ${clock}`,
          `建议：${say(alarm.action)}`,
        ]
      : [
          `Device: ${say(alarm.deviceName)}`,
          ...(place ? [`Place: ${say(place)}`] : []),
          ...(alarm.value ? [`Value: ${alarm.value}`] : []),
          `Time: ${date} ${clock}`,
          `Do: ${say(alarm.action)}`,
        ];
  return {
    subject: `[P${alarm.priority}] ${say(alarmHeads[cause])} ${say(alarm.name)} · ${say(compound)}`,
    text: lines.join('\n'),
  };
}

export function orderWords(order: WorkOrder, compound: LocalText, language: Language): Words {
  const say = (text: LocalText) => textIn(text, language);
  const assignee = order.assignee ?? (language === 'zh' ? '未指派' : 'nobody yet');
  return {
    subject:
      language === 'zh'
        ? `工单 ${order.number}（${say(orderKindNames[order.kind])}）${say(orderStateNames[order.state])} · ${say(compound)}`
        : `Work order ${order.number} (${say(orderKindNames[order.kind])}) ${say(orderStateNames[order.state])} · ${say(compound)}`,
    text: language === 'zh' ? `${order.title}\n处理人：${assignee}` : `${order.title}\nAssignee: ${assignee}`,
  };
}

export const testWords: Readonly<Record<Language, Words>> = {
  zh: { subject: '邻里：测试通知', text: '收到这条通知，说明通道可用。' },
  en: { subject: 'Linli: test notice', text: 'This notice shows that the channel works.' },
};

const warningTexts: Readonly<Record<WarningKind, LocalText>> = {
  fire: {
    zh: '{{compound}}紧急通知：{{places}}发生火警。请立即沿楼梯撤离，关好房门，不乘电梯，到{{assembly}}集合。有人被困请拨 119。',
    en: '{{compound}}, emergency: fire reported at {{places}}. Leave by the stairs now, close doors behind you, do not use lifts, gather at {{assembly}}. If somebody is trapped call 119.',
  },
  gas: {
    zh: '{{compound}}紧急通知：{{places}}发生燃气泄漏。请勿开关任何电器，不使用明火，开窗通风后沿楼梯撤离到{{assembly}}，在室外拨打电话。',
    en: '{{compound}}, emergency: gas leak at {{places}}. Touch no switch, light nothing, open windows and leave by the stairs to {{assembly}}; telephone only outdoors.',
  },
  other: {
    zh: '{{compound}}通知：{{places}}，',
    en: '{{compound}}, notice for {{places}}: ',
  },
};

/** The template with the compound and the places put in; people may change what they see before it goes out. */
export function warningText(kind: WarningKind, compound: LocalText, places: readonly LocalText[]): LocalText {
  const fill = (language: Language) => {
    const values: Readonly<Record<string, string>> = {
      compound: textIn(compound, language),
      places: places.map((place) => textIn(place, language)).join(language === 'zh' ? '、' : ', '),
      assembly: language === 'zh' ? '小区开阔处' : 'an open place of the compound',
    };
    return textIn(warningTexts[kind], language).replaceAll(
      /\{\{(\w+)\}\}/g,
      (_, name: string) => values[name] ?? '',
    );
  };
  return { zh: fill('zh'), en: fill('en') };
}

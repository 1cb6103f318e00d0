/** What events and actions are called on time lines: the message's own words, else the field's term, else the code. */
import { deedNames, type DeedVerb } from '#shared/access/names.ts';
import type { EventRecord } from '#shared/protocol/records.ts';
import { isLocalText, type LocalText } from '#shared/twin/text.ts';

/** Timeline verbs of a fire and a throw, as devices and gateways send them. */
const eventNames: Readonly<Record<string, LocalText>> = {
  first_alarm: { zh: '首警', en: 'First alarm' },
  silence: { zh: '消音', en: 'Silenced' },
  dispatch: { zh: '派人核实', en: 'Guard sent' },
  second_alarm: { zh: '二次报警', en: 'Second alarm' },
  confirm: { zh: '确认火警', en: 'Fire confirmed' },
  false: { zh: '误报', en: 'False alarm' },
  linkage_command: { zh: '联动指令', en: 'Linkage commanded' },
  linkage_feedback: { zh: '联动反馈', en: 'Linkage feedback' },
  lift_recall: { zh: '电梯迫降', en: 'Lift recalled' },
  door_release: { zh: '门禁释放', en: 'Doors released' },
  broadcast: { zh: '应急广播', en: 'Public address' },
  call_119: { zh: '拨打 119', en: '119 called' },
  lane_blocked: { zh: '消防通道被占', en: 'Fire lane blocked' },
  lane_cleared: { zh: '消防通道已清', en: 'Fire lane cleared' },
  pump_start: { zh: '消防泵启动', en: 'Pump started' },
  pressure_low: { zh: '水压不足', en: 'Water pressure low' },
  smoke_at: { zh: '烟气到达', en: 'Smoke reached' },
  evacuation_at: { zh: '疏散到达', en: 'Evacuation reached' },
  muster: { zh: '清点人数', en: 'Muster' },
  brigade_arrive: { zh: '消防队到场', en: 'Fire brigade arrived' },
  under_control: { zh: '火势受控', en: 'Under control' },
  reset: { zh: '系统复位', en: 'System reset' },
  throw: { zh: '高空抛物', en: 'Thrown object' },
  pass: { zh: '通行', en: 'Passage' },
};

const actionNames: Readonly<Record<string, LocalText>> = {
  acknowledge: { zh: '确认报警', en: 'Acknowledged' },
  reset: { zh: '复位报警', en: 'Reset the alarm' },
  shelve: { zh: '搁置报警', en: 'Shelved' },
  unshelve: { zh: '取消搁置', en: 'Unshelved' },
  'out-of-service': { zh: '设备停用', en: 'Out of service' },
  'in-service': { zh: '设备恢复使用', en: 'Back in service' },
  'open-incident': { zh: '打开事件', en: 'Opened an incident' },
  'incident-in-progress': { zh: '开始处置事件', en: 'Took up the incident' },
  'incident-resolved': { zh: '事件处置完毕', en: 'Resolved the incident' },
  'incident-closed': { zh: '关闭事件', en: 'Closed the incident' },
  'incident-false': { zh: '判为误报', en: 'Judged a false alarm' },
  'incident-note': { zh: '记录', en: 'Noted' },
  'incident-step': { zh: '处置步骤', en: 'Procedure step' },
  'incident-mark': { zh: '指挥记录', en: 'Declared' },
  'incident-muster': { zh: '清点住户', en: 'Mustered a household' },
  'incident-picture': { zh: '存入画面', en: 'Kept a picture' },
  'incident-assign': { zh: '指派负责人', en: 'Assigned the incident' },
  handover: { zh: '交班', en: 'Handed the shift over' },
  'handover-sign': { zh: '接班', en: 'Took the shift over' },
  'handover-withdraw': { zh: '撤回交班', en: 'Took a hand-over back' },
  'procedure-edit': { zh: '修改处置程序', en: 'Changed a procedure' },
  'incident-camera-path': { zh: '设置回放镜头', en: 'Set the camera path of a replay' },
  'incident-merge': { zh: '合并事件', en: 'Merged incidents' },
  'incident-split': { zh: '拆分事件', en: 'Split an incident' },
  'incident-attach': { zh: '添加附件', en: 'Attached a file' },
  'evidence-make': { zh: '制作证据包', en: 'Made an evidence package' },
  'evidence-lock': { zh: '锁定证据', en: 'Locked evidence' },
  'evidence-release': { zh: '解除证据锁定', en: 'Released evidence' },
  'edit-rules': { zh: '修改报警规则', en: 'Changed the alarm rules' },
  'remove-old-records': { zh: '清除过期记录', en: 'Removed old records' },
  'import-model': { zh: '导入模型', en: 'Imported a model' },
  'place-model': { zh: '移动模型', en: 'Moved a model' },
  'delete-model': { zh: '删除模型', en: 'Deleted a model' },
  'demo-fire': { zh: '演示：火警', en: 'Demo: fire' },
  'demo-fault': { zh: '演示：设备故障', en: 'Demo: a device’s fault' },
  'demo-throw': { zh: '演示：高空抛物', en: 'Demo: thrown object' },
};

export function eventText({ type, data }: Pick<EventRecord, 'type' | 'data'>): LocalText {
  const said = data['text'];
  if (typeof said === 'string' && said.trim() !== '') return { zh: said, en: said };
  if (isLocalText(said)) return said;
  return Object.hasOwn(eventNames, type) ? (eventNames[type] ?? plain(type)) : plain(type);
}

export function actionText(verb: string): LocalText {
  if (Object.hasOwn(actionNames, verb)) return actionNames[verb] ?? plain(verb);
  return Object.hasOwn(deedNames, verb) ? deedNames[verb as DeedVerb] : plain(verb);
}

function plain(code: string): LocalText {
  return { zh: code, en: code };
}

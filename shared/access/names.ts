/** What may be asked and what was done, in words for people: permits, and the deeds the audit log tells of. */
import type { LocalText } from '#shared/twin/text.ts';
import type { Verb } from './verbs.ts';

export const verbNames: Readonly<Record<Verb, LocalText>> = {
  'state.read': { zh: '查看状态', en: 'See states' },
  'history.read': { zh: '查看历史', en: 'See history' },
  'alarms.read': { zh: '查看报警', en: 'See alarms' },
  'alarms.acknowledge': { zh: '确认报警', en: 'Acknowledge alarms' },
  'alarms.act': { zh: '处置报警', en: 'Act on alarms' },
  'incidents.read': { zh: '查看事件', en: 'See incidents' },
  'incidents.act': { zh: '处置事件', en: 'Act on incidents' },
  'devices.service': { zh: '停用或启用设备', en: 'Take devices out of service' },
  'commands.send': { zh: '下达指令', en: 'Send commands' },
  'commands.danger': { zh: '下达危险指令', en: 'Send dangerous commands' },
  'cameras.view': { zh: '查看摄像机', en: 'See cameras' },
  'models.read': { zh: '查看模型', en: 'See models' },
  'models.import': { zh: '导入模型', en: 'Import models' },
  'rules.edit': { zh: '编辑规则', en: 'Edit rules' },
  'compounds.edit': { zh: '编辑小区', en: 'Edit compounds' },
  'people.read': { zh: '查看个人信息', en: 'See personal data' },
  'users.manage': { zh: '管理用户', en: 'Manage users' },
  'audit.read': { zh: '查看审计日志', en: 'See the audit log' },
  'demo.run': { zh: '运行演示', en: 'Run demos' },
  'admin.system': { zh: '管理系统', en: 'Manage the system' },
};

export const deedNames = {
  acknowledge: { zh: '确认报警', en: 'Acknowledged an alarm' },
  reset: { zh: '复位报警', en: 'Reset an alarm' },
  shelve: { zh: '搁置报警', en: 'Shelved an alarm' },
  unshelve: { zh: '取消搁置', en: 'Unshelved an alarm' },
  'out-of-service': { zh: '停用设备', en: 'Took a device out of service' },
  'in-service': { zh: '恢复设备', en: 'Put a device back into service' },
  command: { zh: '下达指令', en: 'Sent a command' },
  'open-incident': { zh: '新建事件', en: 'Opened an incident' },
  'incident-new': { zh: '事件恢复为新', en: 'Put an incident back to new' },
  'incident-in-progress': { zh: '事件转为处置中', en: 'Took up an incident' },
  'incident-resolved': { zh: '事件已处置', en: 'Resolved an incident' },
  'incident-false': { zh: '事件判为误报', en: 'Called an incident false' },
  'incident-closed': { zh: '关闭事件', en: 'Closed an incident' },
  'incident-note': { zh: '事件备注', en: 'Noted on an incident' },
  'incident-step': { zh: '事件步骤', en: 'Did a step of an incident' },
  'incident-picture': { zh: '存入事件画面', en: 'Kept a picture in an incident' },
  'see-picture': { zh: '查看事件画面', en: 'Looked at a picture of an incident' },
  'incident-assign': { zh: '指派事件', en: 'Assigned an incident' },
  'see-households': { zh: '查看住户', en: 'Looked at households' },
  handover: { zh: '交班', en: 'Handed the shift over' },
  'handover-sign': { zh: '接班', en: 'Took the shift over' },
  'handover-withdraw': { zh: '撤回交班', en: 'Took a hand-over back' },
  'edit-rules': { zh: '修改规则', en: 'Changed rules' },
  'edit-mapping': { zh: '修改设备映射', en: 'Changed the mapping' },
  'camera-hosts': { zh: '修改摄像机主机', en: 'Changed camera hosts' },
  'create-compound': { zh: '新建小区', en: 'Created a compound' },
  'edit-compound': { zh: '修改小区', en: 'Changed a compound' },
  'remove-compound': { zh: '移除小区', en: 'Removed a compound' },
  'forget-compound': { zh: '忘记小区', en: 'Forgot a compound' },
  'claim-compound': { zh: '认领小区', en: 'Claimed a compound' },
  'import-compound': { zh: '导入小区', en: 'Imported a compound' },
  'import-model': { zh: '导入模型', en: 'Imported a model' },
  'cancel-import': { zh: '取消模型导入', en: 'Cancelled an import' },
  'delete-model': { zh: '删除模型', en: 'Deleted a model' },
  'demo-fault': { zh: '触发演示故障', en: 'Started a demo fault' },
  'demo-fire': { zh: '运行火警演示', en: 'Ran the fire demo' },
  'demo-throw': { zh: '运行抛物演示', en: 'Ran the throw demo' },
  'remove-old-records': { zh: '清除过期记录', en: 'Removed old records' },
  setup: { zh: '设置首位管理员', en: 'Set up the first administrator' },
  'sign-in': { zh: '登录', en: 'Signed in' },
  'sign-out': { zh: '退出登录', en: 'Signed out' },
  'sign-out-everywhere': { zh: '在所有设备上退出', en: 'Signed out everywhere' },
  token: { zh: '使用令牌', en: 'Used a token' },
  'token-create': { zh: '新建令牌', en: 'Created a token' },
  'token-revoke': { zh: '撤销令牌', en: 'Revoked a token' },
  'device-credential-create': { zh: '新建设备凭据', en: 'Created a device credential' },
  'device-credential-revoke': { zh: '撤销设备凭据', en: 'Revoked a device credential' },
  'user-create': { zh: '新建用户', en: 'Created a user' },
  'user-change': { zh: '修改用户', en: 'Changed a user' },
  'user-password': { zh: '修改密码', en: 'Changed a password' },
} as const satisfies Readonly<Record<string, LocalText>>;

export type DeedVerb = keyof typeof deedNames;
/** What an entry of the audit log can be about: a deed, or a permit that was used or refused. */
export type AuditVerb = Verb | DeedVerb;

const allNames: Readonly<Record<string, LocalText>> = { ...verbNames, ...deedNames };

/** A name unknown here, from a later version, stands as it is. */
export function auditName(verb: string): LocalText | string {
  return Object.hasOwn(allNames, verb) ? (allNames[verb] ?? verb) : verb;
}

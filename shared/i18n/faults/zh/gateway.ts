/** Words of requests that the gateway refuses, in Chinese; the first language. */
import type { Words } from '../words.ts';

export const gatewayZh = {
  forbidden: ['您的角色无权这样做', '请联系管理员'],
  'slow-down': ['错误令牌过多，请稍候', '检查令牌'],
  'not-found': ['没有这个地址：{{url}}', '参见 /api/openapi.json'],
  'bad-request': ['请求不对：{{reason}}', '参见 /api/openapi.json'],
  'invalid-request': ['请求格式不对：{{what}}', '参见 /api/openapi.json'],
  internal: ['操作失败', '重试；仍失败请看中枢输出'],
  instant: ['时间不是带时区的 ISO 8601 格式，也不是毫秒数', '例如 2026-11-21T08:00:00+08:00'],
  'instant-seconds': ['这个数早于 1990 年，像是 Unix 秒', '请给毫秒：秒数乘以 1000'],
  'instant-future': ['这个时刻还没有到', '要现在的状态，请省略 at'],
  'alarm-state': ['没有报警状态 {{state}}', '可用的有 {{known}}'],
  'upload-quota': ['今日上传量已满', '明天再试，或用命令行导入'],
  'upload-disk': ['磁盘空间不足以上传', '腾出磁盘空间'],
  'upload-busy': ['同时上传过多', '稍后再试'],
  'no-files': ['没有收到文件', '以 multipart/form-data 发送'],
  'model-fixed': ['模型“{{name}}”随小区的文件放置，不能手动移动', '在小区的文件里改它的位置'],
  'no-model': ['没有模型 {{model}}'],
  'no-job': ['没有这次导入'],
  'no-element': ['没有这个构件'],
  'no-point': ['没有测点 {{path}}', '写法：<小区>/<系统>/<设备>/<测点>'],
  'no-compound': ['没有小区 {{compound}}'],
  'no-device': ['没有设备 {{device}}'],
  'no-command': ['没有命令 {{command}}'],
  'no-camera': ['{{device}} 没有画面'],
} as const satisfies Words;

/** Words of questions to history, and what the disk holds, in Chinese; the first language. */
import type { Words } from '../words.ts';

export const historyZh = {
  window: ['时间窗须大于零，最长 {{minutes}} 分钟'],
  range: ['时间段或分段数不对'],
  'range-reversed': ['结束早于开始', '交换 from 与 to；省略 to 表示现在'],
  'range-empty': ['时间段为零，无法分段'],
  'range-bins': ['分段数应为 1 到 {{most}} 的整数'],
  'history-span': ['原始读数一次最多 {{days}} 天', '缩短时间段，或用 bins 取分段汇总'],
  'history-too-many': ['这段时间有超过 {{most}} 条读数', '缩短时间段，或用 bins 取分段汇总'],
  'history-too-long': ['查询超过 {{seconds}} 秒，已中止', '缩短时间段，或减少分段'],
  'history-cancelled': ['查询已取消'],
  'journal-kind': ['日志没有这些类别：{{kinds}}', '可用：{{known}}'],
  'journal-cursor': ['这不是日志给出的位置', '用上一页的 next'],
  'history-busy': ['等待的历史查询太多', '稍后再试'],
  'history-unavailable': ['历史记录暂时无法读取：{{reason}}', '检查磁盘和历史文件'],
  'storage-unreadable': ['无法读取磁盘空间', '检查数据目录'],
  'records-unreadable': ['无法统计 linli.db：{{reason}}', '检查磁盘，稍后再试'],
} as const satisfies Words;

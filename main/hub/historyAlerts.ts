/** What history cannot do for now, as alerts on the screen. */
import type { Alert } from '#shared/protocol/records.ts';
import type { HistoryFault } from './history/index.ts';

export const historyAlertId = (kind: HistoryFault['kind']): string =>
  kind === 'commit' ? 'history' : `history-${kind}`;

export function historyAlert(fault: HistoryFault): Omit<Alert, 'sinceMs'> {
  const id = historyAlertId(fault.kind);
  switch (fault.kind) {
    case 'commit':
      return {
        id,
        severity: 'error',
        message: {
          zh: `读数暂时写不进历史记录，先保存在内存里：${fault.message}`,
          en: `Readings cannot be written to history for now and are kept in memory: ${fault.message}`,
        },
        tip: { zh: '检查磁盘空间；恢复后自动补写', en: 'Check the disk; they are written when it has room' },
      };
    case 'lost':
      return {
        id,
        severity: 'error',
        message: {
          zh: `历史记录太久写不进，已丢失最旧的 ${fault.readings} 条读数`,
          en: `History could not be written for too long: the oldest ${fault.readings} readings are lost`,
        },
        tip: { zh: '检查磁盘', en: 'Check the disk' },
      };
    case 'upkeep':
      return {
        id,
        severity: 'error',
        message: {
          zh: `历史记录的整理失败，正在重试：${fault.message}`,
          en: `History cannot be compacted, trying again: ${fault.message}`,
        },
        tip: { zh: '检查磁盘空间和历史文件', en: 'Check the disk and the history file' },
      };
    case 'thread':
      return {
        id,
        severity: 'error',
        message: {
          zh: `历史记录的一个线程中断，正在重启：${fault.message}`,
          en: `A thread of history has ended and is started again: ${fault.message}`,
        },
        tip: { zh: '反复出现请看系统日志', en: 'If it comes back, see the hub’s output' },
      };
    case 'dropping':
      return {
        id,
        severity: 'warning',
        message: {
          zh: `磁盘将满，正在删除最旧的读数（至 ${new Date(fault.untilMs).toISOString()}）`,
          en: `The disk is nearly full: the oldest readings are being removed (up to ${new Date(fault.untilMs).toISOString()})`,
        },
        tip: { zh: '腾出磁盘空间；告警和审计不受影响', en: 'Make room; alarms and audit are not touched' },
      };
  }
}

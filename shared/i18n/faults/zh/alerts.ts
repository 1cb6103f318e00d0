/** Words of standing faults of the product itself, in Chinese; the first language. */
import type { Words } from '../words.ts';

export const alertsZh = {
  'broker-lost': ['消息服务连接中断，设备读数停止更新', '正在自动重连；检查消息服务'],
  'source-lost': ['消息来源 {{source}} 连接中断，它的设备停止更新', '正在自动重连；检查 {{url}}'],
  'history-commit': ['读数暂时写不进历史记录，先保存在内存里：{{reason}}', '检查磁盘空间；恢复后自动补写'],
  'history-damaged': [
    '历史文件有 {{count}} 处损坏，已略去，最早的始于 {{first}}；其余照常播放',
    '检查磁盘，必要时从备份恢复',
  ],
  'history-aside': [
    '{{compound}} 有 {{count}} 批读数无法归档，已另存在历史文件中；其余照常',
    '核对这个小区的读数来源，或重新导入录像',
  ],
  'history-salvaged': [
    '历史文件损坏，无法读取：已救回 {{readings}} 条读数，写入新的历史文件；损坏的文件以 {{file}} 保留在数据文件夹中',
    '检查磁盘，必要时从备份恢复；移走该文件并重新启动后，本提示消失',
  ],
  'history-lost': ['历史记录太久写不进，已丢失最旧的 {{readings}} 条读数', '检查磁盘'],
  'history-upkeep': ['历史记录的整理失败，正在重试：{{reason}}', '检查磁盘空间和历史文件'],
  'history-thread': ['历史记录的一个线程中断，正在重启：{{reason}}', '反复出现请看中枢输出'],
  'history-dropping': ['磁盘将满，正在删除最旧的读数（至 {{until}}）', '腾出磁盘空间；告警和审计不受影响'],
  'compound-not-served': [
    '小区 {{compound}} 未能载入（{{count}} 处错误）：{{faults}}',
    '改正文件后重新启动；详情见“系统管理 · 小区”',
  ],
  'camera-hosts-waiting': ['摄像机主机等待放行：{{hosts}}', '核实后在“系统管理 · 系统”中加入'],
  'records-refused': [
    '报警与操作暂未写入磁盘：{{reason}}',
    '一切仍在内存中，磁盘有空间后自动写入；请立即清理磁盘，不要重启',
  ],
  'records-faulty': ['有一条记录无法写入', '详情见中枢输出'],
} as const satisfies Words;

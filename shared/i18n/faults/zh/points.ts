/** Words of reading point clouds, in Chinese; the first language. */
import type { Words } from '../words.ts';

export const pointsZh = {
  'las-format': ['{{file}} 的点格式 {{format}} 不存在或无法读取', '请导出为 LAS 1.2–1.4，点格式 0–8'],
  'las-no-points': ['{{file}} 中没有可以读取的点', '请重新复制或导出文件'],
  'laz-no-record': ['{{file}} 标为压缩，却没有解压所需的记录', '请重新复制或导出文件'],
  'laz-waveform': [
    '{{file}} 的点格式 {{format}} 带波形并已压缩，无法读取',
    '请导出为未压缩的 LAS，或点格式 0–3、6–8',
  ],
  'laz-no-table': ['压缩块目录缺失或损坏，已按顺序查找各块'],
  'laz-chunks-damaged': ['已损坏的压缩块只读取到损坏之前'],
  'las-newer': ['文件版本为 LAS {{version}}，已按 1.4 读取'],
  'las-records-damaged': ['点以外的记录已损坏或被截断，已略去'],
  'las-crs-unread': ['文件写明的坐标系无法读懂'],
  'points-missing': ['文件写明 {{said}} 个点，实际有 {{there}} 个'],
  'points-more': ['文件写明 {{said}} 个点，实际有 {{there}} 个，已全部读取'],
  'points-thinned': ['点太多，每 {{every}} 个点读取一个'],
  'points-too-many': ['一个文件最多读取 2 亿个点，超出的部分已略去'],
  'points-many-features': ['要素超过 10 万个，其余要素的点归入其所在的整体'],
  'points-withheld': ['文件标为剔除的点没有读取'],
  'points-not-numbers': ['坐标不是数值或相距过远的点已略去'],
  'points-stray': ['远离其余各点的点不计入模型范围'],
  'ply-header': ['{{file}} 的 PLY 文件头已损坏或被截断', '请重新复制或导出文件'],
  'ply-no-places': ['{{file}} 的 PLY 中没有顶点坐标 x、y、z', '请导出带坐标的文件'],
  'points-damaged': ['点数据已损坏的瓦片已略去'],
} as const satisfies Words;

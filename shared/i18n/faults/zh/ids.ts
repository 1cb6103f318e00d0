/** Words of checking a model against an IDS file. */
import type { Words } from '../words.ts';

export const idsZh = {
  'ids-unreadable': ['无法读取 IDS 文件：{{reason}}', '请用生成它的软件检查'],
  'ids-endless': ['检查超过 {{seconds}} 秒，已停止', '请简化 IDS 中的文本模式，或分批检查'],
  'ids-none': ['文件中没有 IDS 规格', '请选择 .ids 文件（IDS 1.0）'],
  'ids-entity': ['类型为 {{found}}，应为 {{wanted}}'],
  'ids-predefined-type': ['预定义类型为 {{found}}，应为 {{wanted}}'],
  'ids-attribute-missing': ['缺少属性 {{attribute}}'],
  'ids-property-missing': ['缺少特性 {{property}}'],
  'ids-classification-missing': ['没有分类（{{system}}）'],
  'ids-material-missing': ['没有材料'],
  'ids-value': ['{{what}} 为 {{found}}，应为 {{wanted}}'],
  'ids-not-part-of': ['不属于 {{wanted}}'],
  'ids-prohibited': ['不应存在'],
  'ids-none-applicable': ['没有必须存在的此类构件'],
} as const satisfies Words;

/**
 * Classes of points as ASPRS numbers them (LAS 1.4 R15, table 17), and what else is said of a cloud. Stored in Chinese as all
 * names of the product are; the English of a name is told by `englishNames`.
 */

/** By number. */
const CLASSES: readonly (readonly [zh: string, en: string])[] = [
  ['从未分类', 'Created, never classified'],
  ['未分类', 'Unclassified'],
  ['地面', 'Ground'],
  ['低植被', 'Low vegetation'],
  ['中植被', 'Medium vegetation'],
  ['高植被', 'High vegetation'],
  ['建筑', 'Building'],
  ['低点噪声', 'Low point (noise)'],
  ['模型关键点', 'Model key point'],
  ['水体', 'Water'],
  ['铁路', 'Rail'],
  ['路面', 'Road surface'],
  ['重叠', 'Overlap'],
  ['架空地线', 'Wire, guard'],
  ['导线', 'Wire, conductor'],
  ['输电塔', 'Transmission tower'],
  ['线路连接件', 'Wire connector'],
  ['桥面', 'Bridge deck'],
  ['高点噪声', 'High noise'],
  ['架空结构', 'Overhead structure'],
  ['忽略的地面', 'Ignored ground'],
  ['雪', 'Snow'],
  ['时间排除', 'Temporal exclusion'],
];

const WORDS: readonly (readonly [zh: string, en: string])[] = [
  ['点云', 'Point cloud'],
  ['点数', 'Points'],
  ['密度', 'Density'],
  ['范围', 'Extent'],
  ['自带颜色', 'Own colours'],
  ['坐标系', 'Coordinate system'],
  ['版本', 'Version'],
  ['点格式', 'Point format'],
  ['生成软件', 'Software'],
  ['采集系统', 'System'],
  ['日期', 'Date'],
  ['点类别', 'Class'],
  ['类别号', 'Class number'],
  ['份额', 'Share'],
  ['说明', 'Comments'],
  ['网格', 'Mesh'],
  ['三角形', 'Triangles'],
];

/** Class of the rows that stand for one class of points. */
export const POINT_CLASS_TYPE = 'PointClass';

/** Numbers beyond the list are the surveyor's own. */
export const pointClassName = (number: number): string => CLASSES[number]?.[0] ?? `点类别 ${number}`;

const english = new Map([...CLASSES, ...WORDS]);

/** Of a name or property of a cloud; null where it is none. */
export function pointWordInEnglish(name: string): string | null {
  const own = /^点类别 (\d+)$/.exec(name);
  return own ? `Class ${own[1] ?? ''}` : (english.get(name) ?? null);
}

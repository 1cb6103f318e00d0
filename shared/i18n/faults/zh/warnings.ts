/** Words of what an import tells of a model that came in, in Chinese; the first language. */
import type { Words } from '../words.ts';

export const warningsZh = {
  'map-far': ['地图坐标距小区 {{km}} km，模型已移到小区旁'],
  'georeferenced-twice': ['构件位置已含地图坐标，未重复换算'],
  'site-position': ['文件写有场地位置 {{lat}}°, {{lon}}°，距小区 {{km}} km；它只是概略位置，模型立在小区旁'],
  recentred: ['没有可用的坐标：模型立在小区旁，平移 ({{x}}, {{y}}, {{z}}) m，最低层在 0'],
  'position-doubt': ['{{crs}} 中不可能有东坐标 {{eastingM}} m、北坐标 {{northingM}} m，模型未按此定位'],
  'position-taken': [
    '{{crs}} 中不可能有东坐标 {{eastingM}} m、北坐标 {{northingM}} m；已按最可能的含义定位于 {{lat}}°, {{lon}}°',
  ],
  'position-unit': [
    '{{crs}} 中不可能有东坐标 {{eastingM}} m、北坐标 {{northingM}} m。若单位为 {{unit}}，则位于 {{lat}}°, {{lon}}°：请更正地图换算的单位',
  ],
  'position-zone': [
    '{{crs}} 中不可能有东坐标 {{eastingM}} m。带带号时应属 {{likely}}，位于 {{lat}}°, {{lon}}°：请改用该坐标系',
  ],
  'position-axes': [
    '{{crs}} 中不可能有东坐标 {{eastingM}} m、北坐标 {{northingM}} m。对调后位于 {{lat}}°, {{lon}}°',
  ],
  'map-stretched': [
    '该坐标系的米在此处与实地的米相差 {{percent}} %，模型保留自身尺寸。请改用测量坐标系（UTM、高斯-克吕格）',
  ],
  'map-unit': ['地图换算没有写明单位，坐标按米读取'],
  'map-scale': ['地图换算的比例 {{scale}} 与单位不符，按 1 处理'],
  'crs-unknown': ['坐标系 {{crs}} 无法换算'],
  'crs-unnamed': ['坐标系没有名称，无法换算'],
  record: ['不是有效 STEP 的记录或字符已略去'],
  'length-unit': ['没有可用的长度单位（缺失、为零或为负），长度按米读取'],
  'record-doubled': ['编号重复的记录：同一编号以最后一条为准'],
  'zip-nested': ['{{file}} 是三层嵌套的压缩包，没有打开'],
  'zip-crc': ['压缩包中的校验和与文件不符，文件可能已损坏'],
  'geometry-lost': ['几何内核无法生成这些构件：{{ids}}（{{reason}}）'],
  'geometry-circular': ['包含自身的形状已略去：{{ids}}'],
  'style-circular': ['包含自身的样式已略去，相应构件按无样式显示：{{ids}}'],
  'geometry-too-much': ['布尔运算或映射层层相乘，形状无法计算，以下构件已略去：{{ids}}'],
  outlier: ['{{element}} 远离其他构件达 {{km}} km，模型定位时未计入'],
  'geometry-not-numbers': ['坐标不是数的几何已略去'],
  geometry: ['几何内核报告：{{reason}}'],
} as const satisfies Words;

/** Words of reading city models, meshes and point clouds, in Chinese; the first language. */
import type { Words } from '../words.ts';

export const formatsZh = {
  'json-damaged': ['{{file}} 已损坏或被截断：不是完整的 JSON', '请重新复制或导出文件'],
  'json-too-large': ['{{file}} 超过 {{megabytes}} MB，无法作为一个 JSON 读取', '请拆成较小的文件'],
  'xml-damaged': ['{{file}} 已损坏：第 {{line}} 行不是有效的 XML', '请重新复制或导出文件'],
  'format-damaged': ['{{file}} 已损坏，没有可读取的内容', '请重新复制或导出文件'],
  'format-version': ['{{file}} 的版本 {{version}} 无法读取', '请导出为 {{readable}}'],
  'format-unknown': ['{{file}} 不是能读取的格式', '可导入的格式：{{readable}}'],
  'no-geometry': ['{{files}} 中没有可以绘制的几何', '请导出带几何的文件'],
  'cut-off': ['文件被截断，已读取截断之前的内容'],
  'lines-damaged': ['无法读取的行已略去'],
  'nothing-drawn': ['文件中没有可以绘制的几何'],
  'vertex-missing': ['引用了不存在的顶点的面已略去'],
  'surface-flat': ['没有面积的面已略去'],
  'highest-detail': ['有多个细节层次的对象只绘制了最高的一个'],
  'not-surfaces': ['点和线没有绘制'],
  'template-missing': ['引用了不存在的模板的几何已略去'],
  'objects-damaged': ['无法读取的对象已略去，其余已读取'],
  'nested-too-deep': ['嵌套过深的内容已略去'],
  'reference-missing': ['指向文件中不存在的内容的引用已略去'],
  'reference-endless': ['互相引用成环的内容已略去'],
  'companion-missing': ['缺少附属文件 {{name}}，请一起导入'],
  'textures-left-out': ['纹理没有绘制，以颜色代替'],
  'height-assumed': ['没有高度的建筑按 {{heightM}} m 绘制'],
  'crs-misfit': ['坐标与坐标系 {{crs}} 不符'],
  'extension-unknown': ['不支持的扩展 {{extension}} 已略去'],
} as const satisfies Words;

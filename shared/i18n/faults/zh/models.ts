/** Words of importing models: why one fails, and what is told of one that came in, in Chinese; the first language. */
import type { Words } from '../words.ts';

export const modelsZh = {
  'cache-write': ['模型无法保存：{{reason}}', '检查磁盘'],
  'import-silent': ['导入没有进展，已停止', '请逐个导入文件，或拆成较小的文件'],
  'import-hung': ['导入用时过长，已停止', '请逐个导入文件，或拆成较小的文件'],
  'import-memory': ['导入占用内存超过 {{gigabytes}} GB，已停止', '把模型拆成较小的文件'],
  'import-crashed': ['导入崩溃：{{reason}}', '把模型拆成较小的文件'],
  'import-cancelled': ['导入已取消'],
  'import-stopping': ['中枢正在停止，导入已取消'],
  'import-failed': ['导入中止：{{reason}}', '详情见中枢输出'],
  'import-no-files': ['没有给出文件', '请至少选择一个模型文件'],
  'model-damaged': ['{{name}} 在中枢磁盘上已损坏，且未保留原文件', '请重新导入'],
  'model-repairing': ['模型 {{model}} 正在重新生成', '稍后会自动出现'],
  'import-interrupted': ['导入过程中中枢停止运行', '请重新导入'],
  'model-missing': ['模型已不在缓存中', '请重新导入'],
  'model-id': ['“{{model}}”不能用作模型标识', '请用字母、数字、点和连字符'],
  'file-unreadable': ['无法读取 {{file}}（{{reason}}）', '请确认文件存在且可读'],
  'zip-method': ['{{file}} 的压缩方式（{{method}}）不受支持', '请用常用方式（deflate）重新压缩'],
  'zip-damaged': ['{{file}} 是损坏的压缩包', '请重新复制或压缩'],
  'zip-too-large': ['{{file}} 解压后超过允许的大小', '请自行解压后导入其中的文件'],
  'zip-without-model': ['{{file}} 中没有可以读取的模型', '可导入的格式：{{readable}}'],
  'ifc-empty': ['{{file}} 是空的', '请重新导出'],
  'ifc-not-step': [
    '{{file}} 不是 IFC 文件：第 1 行没有以 ISO-10303-21 开头',
    '请导出为 IFC（STEP），不要用 ifcXML、ifcJSON 或软件自有格式',
  ],
  'ifc-schema': ['{{file}} 的模式 {{schema}} 无法读取', '请导出为 IFC2X3、IFC4 或 IFC4X3'],
  'ifc-no-schema': ['{{file}} 没有写明模式', '请导出为 IFC2X3、IFC4 或 IFC4X3'],
  'ifc-no-data': ['{{file}} 没有 DATA 段：文件头之后被截断', '请重新复制文件'],
  'ifc-syntax': [
    '{{file}} 已损坏：最后一条完整记录止于第 {{line}} 行',
    '请重新复制或导出；文件须以 END-ISO-10303-21 结尾',
  ],
  'ifc-truncated': [
    '{{file}} 被截断：最后一条完整记录止于第 {{line}} 行',
    '请重新复制或导出；文件须以 END-ISO-10303-21 结尾',
  ],
  'ifc-too-many-records': ['{{file}} 的记录超过 {{most}} 条', '请按楼栋或专业拆分模型'],
  'geometry-none': ['{{files}} 中没有可以绘制的几何。{{reasons}}', '请修正或去掉这些部分后重新导出'],
  'ifc-no-project': [
    '{{file}} 没有 IfcProject，内容不成整体（位置：{{place}}）',
    '请导出完整模型，而不是局部',
  ],
  'ifc-no-shapes': [
    '{{file}}：{{elements}} 个构件都没有几何（位置：{{place}}）',
    '请带几何导出（Body 表达）',
  ],
  'ifc-no-triangles': [
    '{{file}}：{{elements}} 个构件有形状（{{kinds}}），但几何内核未能生成三角面（位置：{{place}}）',
    '请将实体导出为多面体 Brep 或拉伸体',
  ],
  'ifc-only-spaces': [
    '{{file}} 只有 {{spaces}} 个空间，没有墙、板等构件（位置：{{place}}）',
    '请导出建筑模型，而不只是房间清单',
  ],
  'ifc-only-alignment': [
    '{{file}} 只有 {{alignments}} 个线形对象，沿线没有实体（位置：{{place}}）',
    '请连同道路或桥梁实体一起导出',
  ],
  'ifc-only-types': [
    '{{file}} 是构件库：有 {{types}} 个类型，但没有放置任何构件（位置：{{place}}）',
    '请导入使用这些类型的模型',
  ],
  'ifc-only-structure': [
    '{{file}} 只有项目、楼栋与楼层，没有构件（其他对象 {{others}} 个；位置：{{place}}）',
    '请连同构件一起导出模型',
  ],
} as const satisfies Words;

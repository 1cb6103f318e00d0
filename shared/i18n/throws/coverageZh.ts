/** Which windows the throw cameras can judge, and where one more would help. */
export const coverageZh = {
  'coverage.command': '抛物监控覆盖范围…',
  'coverage.title': '抛物监控覆盖范围',
  'coverage.how':
    '按每台摄像机的位姿误差、像素大小和遮挡估算每个门窗。可定：楼层基本不会错；粗略：可能差一层；不可判：看不到、太小或误差过大。',
  'coverage.computing': '正在逐窗计算…',
  'coverage.nothing': '没有门窗：先导入建筑模型或在图纸中画出住户',
  'coverage.cameras': '{{count}} 台摄像机参与计算。',
  'coverage.open': '未标定、按图纸位姿：{{names}}。',
  'coverage.unplaced': '不知位置、未计入：{{names}}。',
  'coverage.building': '楼栋 / 楼层',
  'coverage.sure': '可定',
  'coverage.coarse': '粗略',
  'coverage.not': '不可判',
  'coverage.all': '合计',
  'coverage.elsewhere': '不在图纸楼栋内',
  'coverage.show': '在场景中标出门窗',
  'coverage.hide': '不再标出门窗',
  'coverage.place':
    '再加一台，最有用的位置：{{east}}、{{north}}、高 {{up}} m，朝向 {{bearing}}°，仰角 {{tilt}}°（4 mm 镜头竖装）。{{count}} 个门窗会更准，其中 {{sure}} 个可定。',
  'coverage.east': '东 {{m}} m',
  'coverage.west': '西 {{m}} m',
  'coverage.north': '北 {{m}} m',
  'coverage.south': '南 {{m}} m',
  'coverage.enough': '再加一台也不会更好：现有摄像机已够，或楼前没有可装的位置。',
  'coverage.go': '飞到那里',
} as const;

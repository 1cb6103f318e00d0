/** Words of pictures that cannot be shown, in Chinese; the first language. */
import type { Words } from '../words.ts';

export const camerasZh = {
  'camera-busy': ['同时转发的画面过多', '关闭一些画面'],
  'camera-range': ['文件在所要的部分之前结束'],
  'camera-refused': ['摄像机回答状态 {{status}}', '检查地址和登录信息'],
  'camera-unreachable': ['{{host}} 的摄像机没有应答', '检查电源、网络和地址'],
  'camera-broke-off': ['摄像机应答中断', '可再试一次'],
  'camera-name': ['无法解析主机名 {{host}}', '检查摄像机地址'],
  'camera-playlist-long': ['摄像机的播放列表过长', '检查地址'],
  'camera-kind': ['摄像机的应答是“{{type}}”，不是 MJPEG', '检查地址'],
  'camera-playlist': ['摄像机的应答不是 HLS 播放列表', '检查地址'],
  'camera-foreign': ['这不是该摄像机播放列表的一部分'],
  'camera-elsewhere': ['播放列表指向另一台机器：{{address}}', '各部分须与播放列表在同一处'],
  'camera-address': ['摄像机地址不是 http 或 https', '改正设备描述'],
  'camera-host': ['未放行摄像机主机 {{host}}', '请管理员在系统管理中加入'],
  'camera-hosts': ['摄像机主机须由管理员放行：{{hosts}}'],
  'camera-hosts-many': ['主机超过 {{most}} 个'],
  'camera-host-text': ['“{{text}}”不是主机或 主机:端口'],
  'camera-host-local': ['{{host}} 是本机，须写明端口'],
} as const satisfies Words;

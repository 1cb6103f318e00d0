/** Words of clients that the embedded broker turns away, in Chinese; the first language. */
import type { Words } from '../words.ts';

export const brokerZh = {
  'mqtt-5': ['内置消息服务使用 MQTT 3.1.1；请用外部消息服务（--mqtt-url）'],
  'packet-large': ['一个数据包超过 {{most}} 字节'],
  'client-id': ['此客户端标识已在另一份凭据下使用'],
  'topic-unreadable': ['这份凭据不可在此订阅'],
  'topic-refused': ['这份凭据不可在此发布'],
  'source-filter': ['消息服务拒绝订阅 {{topic}}'],
  subscriptions: ['订阅过多'],
  unread: ['此客户端不读取它订阅的内容'],
  'retained-full': ['消息服务不再保留更多消息'],
  'offline-queue': ['此客户端的队列已满，有一条消息没有为它保留'],
  sessions: ['会话过多，久未出现的一个已放弃'],
  connections: ['连接过多'],
} as const satisfies Words;

/** Topics of the native dialect: `linli/v1/<compound>/<system>/<device>/<channel>`. Any other shape is null. */
export type Channel = 'state' | 'event' | 'meta' | 'availability' | 'command' | 'reply';

export interface NativeTopic {
  readonly compound: string;
  readonly system: string;
  readonly device: string;
  readonly channel: Channel;
  /** Name of the command for channels `command` and `reply`. */
  readonly command: string | null;
}

export const topicRoot = 'linli/v1';
const idPattern = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Ids of compounds and systems; device ids may hold anything MQTT allows in one level, up to 128 characters. */
export function isPlainId(id: string): boolean {
  return idPattern.test(id);
}

export function isDeviceId(id: string): boolean {
  // eslint-disable-next-line no-control-regex
  return id.length > 0 && id.length <= 128 && !/[/+#\u0000-\u001f\u007f]/.test(id);
}

export function parseTopic(topic: string): NativeTopic | null {
  const levels = topic.split('/');
  if (levels[0] !== 'linli' || levels[1] !== 'v1') return null;
  const [, , compound, system, device, channel, command, reply] = levels;
  if (compound === undefined || system === undefined || device === undefined || channel === undefined)
    return null;
  if (!isPlainId(compound) || !isPlainId(system) || !isDeviceId(device)) return null;
  if (levels.length === 6 && isPlainChannel(channel)) {
    return { compound, system, device, channel, command: null };
  }
  if (channel !== 'command' || !command) return null;
  if (levels.length === 7) return { compound, system, device, channel: 'command', command };
  if (levels.length === 8 && reply === 'reply')
    return { compound, system, device, channel: 'reply', command };
  return null;
}

function isPlainChannel(channel: string): channel is 'state' | 'event' | 'meta' | 'availability' {
  return channel === 'state' || channel === 'event' || channel === 'meta' || channel === 'availability';
}

export function topicOf(
  compound: string,
  system: string,
  device: string,
  channel: 'state' | 'event' | 'meta',
): string {
  return `${topicRoot}/${compound}/${system}/${device}/${channel}`;
}

/** Who talks to the hub of `bench:kills`: an MQTT client that is not ours, and an operator. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AlarmRecord } from '#shared/protocol/records.ts';

export interface Publisher {
  readonly published: () => number;
  stop(): Promise<void>;
}

/** mosquitto_pub at QoS 1. Lines in, PUBACKs out: the nth line has packet id n. */
export function startPublisher(
  mqttUrl: string,
  name: string,
  camera: number,
  acknowledged: Set<string>,
): Publisher {
  const topic = `linli/v1/bench/throw-camera/t${camera}/event`;
  const child = spawn(
    'mosquitto_pub',
    ['-h', '127.0.0.1', '-p', new URL(mqttUrl).port, '-q', '1', '-d', '-l', '-t', topic],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const ids: string[] = [];
  child.stdout.on('data', (text: Buffer) => {
    for (const [, mid] of text.toString().matchAll(/received PUBACK \(Mid: (\d+)/g)) {
      const id = ids[Number(mid) - 1];
      if (id !== undefined) acknowledged.add(id);
    }
  });
  child.stdin.on('error', () => undefined);
  const timer = setInterval(() => {
    for (let i = 0; i < 4; i++) {
      const id = `${name}-${ids.length}`;
      ids.push(id);
      child.stdin.write(`${JSON.stringify({ t: Date.now(), id, type: 'throw', data: { people: false } })}\n`);
    }
  }, 10);
  return {
    published: () => ids.length,
    async stop() {
      clearInterval(timer);
      const gone = child.exitCode === null ? once(child, 'exit') : null;
      child.stdin.end();
      child.kill();
      await gone;
    },
  };
}

/** Acknowledges alarms over REST until the hub is gone; what was answered with 200 goes into `answered`. */
export async function acknowledgeAll(url: string, stop: () => boolean, answered: Set<string>): Promise<void> {
  while (!stop()) {
    try {
      const open = (await (await fetch(`${url}/api/alarms?state=unacknowledged&limit=5`)).json()) as {
        alarms: AlarmRecord[];
      };
      for (const { id } of open.alarms) {
        const answer = await fetch(`${url}/api/alarms/${id}/acknowledge`, { method: 'POST' });
        if (answer.status !== 200) continue;
        const { alarm } = (await answer.json()) as { alarm: AlarmRecord };
        // It may have been raised again in between; what was acknowledged is what the answer shows.
        answered.add(`${id} ${alarm.count}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    } catch {
      return;
    }
  }
}

/** A mosquitto for benchmarks, on a port of its own, loopback alone. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Mosquitto {
  readonly url: string;
  /** Ends it in good order, which saves its sessions, and starts it again after `awayMs`. */
  restart(awayMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** Queues without end; sessions outlive a restart. */
export async function startMosquitto(): Promise<Mosquitto> {
  const dir = mkdtempSync(join(tmpdir(), 'linli-mosquitto-'));
  const port = await freePort();
  const config = join(dir, 'mosquitto.conf');
  writeFileSync(
    config,
    [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous true',
      'set_tcp_nodelay true',
      'max_queued_messages 0',
      'persistence true',
      `persistence_location ${dir}/`,
      'user root',
      'log_type none',
      '',
    ].join('\n'),
  );
  let child: ChildProcess;
  async function start(): Promise<void> {
    child = spawn('/usr/sbin/mosquitto', ['-c', config], { stdio: 'ignore' });
    while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  async function end(): Promise<void> {
    const exited = once(child, 'exit');
    child.kill();
    await exited;
  }
  await start();
  return {
    url: `mqtt://127.0.0.1:${port}`,
    async restart(awayMs) {
      await end();
      await new Promise((resolve) => setTimeout(resolve, awayMs));
      await start();
    },
    async stop() {
      await end();
      rmSync(dir, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return address !== null && typeof address === 'object' ? address.port : 0;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

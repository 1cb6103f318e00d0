/** Whether the hub could listen, or answers; whether its broker can be reached. */
import { createServer } from 'node:net';
import mqtt from 'mqtt';
import { withoutLogin } from '#shared/protocol/url.ts';
import type { Options } from '#main/options.ts';
import type { RunFile } from '#main/runFile.ts';
import { unreachable } from '../verb.ts';
import { fault, warning, well, type Finding } from './finding.ts';

const waitMs = 4000;

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

export async function checkPort({ host, port }: Options, hub: RunFile | null): Promise<Finding> {
  const check = 'hub';
  if (hub) {
    const answer = await fetch(`${hub.url}/api/health`, { signal: AbortSignal.timeout(waitMs) }).catch(
      unreachable,
    );
    if ('tip' in answer) return fault(check, `${hub.url}: ${answer.what}`, answer.tip);
    return answer.ok
      ? well(check, `answers at ${hub.url}`)
      : fault(check, `answers ${answer.status} at ${hub.url}`, 'Look at its output; stop and start it');
  }
  return (await isFree(host, port))
    ? well(check, `port ${port} is free`)
    : warning(
        check,
        `port ${port} is taken`,
        'The next free one will be used; or choose another with --port',
      );
}

export async function checkBroker(
  { host, mqttPort, mqttUrl }: Options,
  hub: RunFile | null,
): Promise<Finding> {
  const check = 'broker';
  const url = mqttUrl ?? hub?.mqttUrl ?? null;
  if (url === null)
    return (await isFree(host, mqttPort))
      ? well(check, `port ${mqttPort} is free`)
      : warning(
          check,
          `port ${mqttPort} is taken`,
          'The next free one will be used; another broker? name it with --mqtt-url',
        );
  const shown = withoutLogin(url);
  try {
    const client = await mqtt.connectAsync(url, {
      connectTimeout: waitMs,
      reconnectPeriod: 0,
      rejectUnauthorized: false,
    });
    await client.endAsync(true);
    return well(check, `reached at ${shown}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error);
    return fault(
      check,
      `${shown} cannot be reached (${reason})`,
      'Start it, or mend the address and its login',
    );
  }
}

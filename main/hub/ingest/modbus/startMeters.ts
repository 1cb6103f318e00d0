/** All meters as one source: what they say goes where messages of brokers go, and what is to be written comes as those do. */
import { Compile } from 'typebox/compile';
import { Type } from 'typebox';
import { fault } from '#shared/protocol/result.ts';
import type { Broker } from '../broker.ts';
import { modbusRoot } from '../dialects/modbus/index.ts';
import type { Meter } from '#shared/protocol/meter.ts';
import { pollMeter } from './pollMeter.ts';

const isOrder = Compile(
  Type.Object({
    id: Type.String(),
    function: Type.Union([Type.Literal('coil'), Type.Literal('holding')]),
    address: Type.Integer(),
    words: Type.Array(Type.Integer()),
  }),
);

export function startMeters(
  meters: readonly Meter[],
  options: {
    readonly onMessage: (topic: string, payload: Uint8Array) => void;
    /** All of them can be reached, or not. */
    readonly onConnection: (connected: boolean) => void;
  },
): Broker {
  const away = new Set(meters.map(({ id }) => id));
  const say = (id: string) => (said: object) =>
    options.onMessage(`${modbusRoot}${id}`, Buffer.from(JSON.stringify(said)));
  const polled = new Map(
    meters.map((meter) => [
      meter.id,
      pollMeter(meter, say(meter.id), (reachable) => {
        if (reachable) away.delete(meter.id);
        else away.add(meter.id);
        options.onConnection(away.size === 0);
      }),
    ]),
  );
  return {
    url: modbusRoot,
    moved: false,
    listen: () => undefined,
    publish({ topic, payload }, said) {
      const id = topic.slice(modbusRoot.length);
      const meter = polled.get(id);
      const order: unknown = JSON.parse(Buffer.from(payload).toString('utf8'));
      if (!meter || !isOrder.Check(order)) return said?.(fault('command-speechless'));
      meter.write(order).then(
        () => {
          said?.(null);
          say(id)({ reply: order.id });
        },
        (error: unknown) =>
          said?.(fault('command-unsent', { reason: error instanceof Error ? error.message : String(error) })),
      );
    },
    stop: async () => void (await Promise.all([...polled.values()].map((meter) => meter.stop()))),
  };
}

/**
 * A second connection to an outer broker that only listens, at QoS 0. A broker holds back what follows a few
 * unacknowledged messages (mosquitto: 20), and the hub acknowledges nothing while its disk refuses: without an ear it
 * would hear of no fire then. What it hears comes once more later, and is known for what it is.
 */
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';

/** Acknowledgements are behind for so long before it listens. */
const patienceMs = 1000;
const lookMs = 250;

export interface Ear {
  /** A message came that is to be acknowledged. */
  waits(): void;
  /** One of them was. */
  acknowledged(): void;
  stop(): Promise<void>;
}

export function createEar(options: {
  readonly url: string;
  readonly connection: IClientOptions;
  readonly filters: () => readonly string[];
  readonly onMessage: (topic: string, payload: Buffer) => void;
}): Ear {
  let waiting = 0;
  let lastMs = Date.now();
  let client: MqttClient | null = null;

  function open(): void {
    const fresh = mqtt.connect(options.url, options.connection);
    client = fresh;
    fresh.on('connect', () => fresh.subscribe([...options.filters()], { qos: 0 }));
    // What the broker had kept was heard before.
    fresh.on('message', (topic, payload, { retain }) => !retain && options.onMessage(topic, payload));
    fresh.on('error', () => undefined);
  }

  const timer = setInterval(() => {
    const isBehind = waiting > 0 && Date.now() - lastMs > patienceMs;
    if (isBehind && !client) open();
    if (waiting > 0 || !client) return;
    client.end(true);
    client = null;
  }, lookMs);

  return {
    waits() {
      if (waiting++ === 0) lastMs = Date.now();
    },
    acknowledged() {
      waiting--;
      lastMs = Date.now();
    },
    async stop() {
      clearInterval(timer);
      await client?.endAsync(true);
    },
  };
}

/**
 * One meter, asked again and again over Modbus TCP: its registers in turn, and between them what is to be written. Where
 * it cannot be reached it is said to be away, and asked again later and later, up to a minute.
 */
import { setTimeout as delay } from 'node:timers/promises';
import modbusSerial from 'modbus-serial';
import { usualIntervalMs, usualPort, type Meter, type Register } from '../dialects/modbus/meter.ts';
import { lengthOf } from '../dialects/modbus/registers.ts';

/** The library is CommonJS: its class is the default of its default. */
const { default: ModbusClient } = modbusSerial;
const firstDelayMs = 1000;
const mostDelayMs = 60_000;

export interface WriteOrder {
  readonly function: 'coil' | 'holding';
  readonly address: number;
  readonly words: readonly number[];
}

export interface PolledMeter {
  write(order: WriteOrder): Promise<void>;
  stop(): Promise<void>;
}

export function pollMeter(
  meter: Meter,
  say: (said: object) => void,
  onReachable: (reachable: boolean) => void,
): PolledMeter {
  const stopping = new AbortController();
  const { signal } = stopping;
  let client = new ModbusClient();
  /** One request at a time: meters know no more. */
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(ask: () => Promise<T>): Promise<T> {
    const asked = turn.then(ask);
    turn = asked.catch(() => undefined);
    return asked;
  }

  async function connect(): Promise<void> {
    if (client.isOpen) return;
    client = new ModbusClient();
    // Without a listener a broken connection would end the hub; the next request tells of it.
    client.on('error', () => undefined);
    const timeoutMs = meter.timeoutMs ?? 2000;
    client.setTimeout(timeoutMs);
    await client.connectTCP(meter.host, { port: meter.port ?? usualPort, timeout: timeoutMs });
    client.setID(meter.unitId ?? 1);
  }

  async function wordsOf(register: Register): Promise<number[] | string> {
    try {
      return await inTurn(() => asked(client, register));
    } catch (error) {
      // The meter itself refuses this register; the others may be well.
      if (error instanceof Error && 'modbusCode' in error && error.modbusCode !== undefined)
        return error.message;
      throw error;
    }
  }

  async function run(): Promise<void> {
    let delayMs = firstDelayMs;
    while (!signal.aborted) {
      let waitMs = meter.intervalMs ?? usualIntervalMs;
      try {
        await connect();
        const words: (number[] | string)[] = [];
        for (const register of meter.registers) words.push(await wordsOf(register));
        delayMs = firstDelayMs;
        onReachable(true);
        say({ words });
      } catch {
        if (signal.aborted) return;
        client.close(() => undefined);
        onReachable(false);
        say({ online: false });
        waitMs = delayMs;
        delayMs = Math.min(mostDelayMs, delayMs * 2);
      }
      await delay(waitMs, undefined, { signal }).catch(() => undefined);
    }
  }

  const running = run();
  return {
    write: ({ function: kind, address, words }) =>
      inTurn(async () => {
        await connect();
        if (kind === 'coil') await client.writeCoil(address, words[0] !== 0);
        else await client.writeRegisters(address, [...words]);
      }),
    async stop() {
      stopping.abort();
      client.close(() => undefined);
      await running;
    },
  };
}

async function asked(client: InstanceType<typeof ModbusClient>, register: Register): Promise<number[]> {
  const { address } = register;
  switch (register.function) {
    case 'coil':
      return (await client.readCoils(address, 1)).data.slice(0, 1).map(Number);
    case 'discrete':
      return (await client.readDiscreteInputs(address, 1)).data.slice(0, 1).map(Number);
    case 'holding':
      return (await client.readHoldingRegisters(address, lengthOf(register))).data;
    case 'input':
      return (await client.readInputRegisters(address, lengthOf(register))).data;
  }
}

/** One meter's connection over Modbus TCP: opened when something is asked, one request at a time. */
import modbusSerial from 'modbus-serial';
import type { Meter, Register } from '#shared/protocol/meter.ts';
import { usualPort, usualTimeoutMs, usualUnitId } from '#shared/protocol/meterWords.ts';
import { lengthOf } from '../dialects/modbus/registers.ts';

/** The library is CommonJS: its class is the default of its default. */
const { default: ModbusClient } = modbusSerial;

export interface WriteOrder {
  readonly function: 'coil' | 'holding';
  readonly address: number;
  readonly words: readonly number[];
}

export interface MeterClient {
  connect(): Promise<void>;
  /** Its words; a text: why the meter itself refuses this register. Throws where the meter cannot be reached. */
  wordsOf(register: Register): Promise<number[] | string>;
  write(order: WriteOrder): Promise<void>;
  close(): void;
}

export function createMeterClient(meter: Pick<Meter, 'host' | 'port' | 'unitId' | 'timeoutMs'>): MeterClient {
  let client = new ModbusClient();
  /** Meters know no more than one request at a time. */
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(ask: () => Promise<T>): Promise<T> {
    const asking = turn.then(ask);
    turn = asking.catch(() => undefined);
    return asking;
  }

  async function connect(): Promise<void> {
    if (client.isOpen) return;
    client = new ModbusClient();
    // Without a listener a broken connection would end the hub; the next request tells of it.
    client.on('error', () => undefined);
    const timeoutMs = meter.timeoutMs ?? usualTimeoutMs;
    client.setTimeout(timeoutMs);
    await client.connectTCP(meter.host, { port: meter.port ?? usualPort, timeout: timeoutMs });
    client.setID(meter.unitId ?? usualUnitId);
  }

  return {
    connect,
    async wordsOf(register) {
      try {
        return await inTurn(() => asked(client, register));
      } catch (error) {
        // The meter itself refuses this register; the others may be well.
        if (error instanceof Error && 'modbusCode' in error && error.modbusCode !== undefined)
          return error.message;
        throw errorOf(error);
      }
    },
    write: ({ function: kind, address, words }) =>
      inTurn(async () => {
        await connect();
        if (kind === 'coil') await client.writeCoil(address, words[0] !== 0);
        else await client.writeRegisters(address, [...words]);
      }).catch((error: unknown) => {
        throw errorOf(error);
      }),
    close: () => client.close(() => undefined),
  };
}

/** The library throws what is no error: an object with a message, or with a code alone. */
function errorOf(error: unknown): Error {
  if (error instanceof Error) return error;
  const said: Readonly<Record<string, unknown>> =
    typeof error === 'object' && error !== null ? { ...error } : { message: error };
  const words = [said['message'], said['errno'], said['name']].find(
    (one) => typeof one === 'string' && one !== '',
  );
  return new Error(typeof words === 'string' ? words : 'unknown error');
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

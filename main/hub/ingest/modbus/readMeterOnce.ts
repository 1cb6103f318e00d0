/** A meter read once, for whoever is about to add it: what each register says, or why it says nothing. */
import { failure, fault, success, type Result } from '#shared/protocol/result.ts';
import type { MeterFile, MeterReading } from '#shared/protocol/meter.ts';
import { valueIn } from '../dialects/modbus/registers.ts';
import { createMeterClient } from './meterClient.ts';

export async function readMeterOnce(meter: MeterFile): Promise<Result<MeterReading>> {
  const client = createMeterClient(meter);
  try {
    await client.connect();
    const registers: MeterReading['registers'][number][] = [];
    for (const register of meter.registers) {
      const { point } = register;
      const words = await client.wordsOf(register);
      if (typeof words === 'string') {
        registers.push({ point, value: null, fault: fault('meter-refused', { reason: words }) });
        continue;
      }
      const value = valueIn(words, register);
      const unread = value === null ? fault('payload', { point, value: JSON.stringify(words) }) : null;
      registers.push({ point, value, fault: unread });
    }
    return success({ registers });
  } catch (error) {
    return failure('meter-away', { reason: error instanceof Error ? error.message : String(error) });
  } finally {
    client.close();
  }
}

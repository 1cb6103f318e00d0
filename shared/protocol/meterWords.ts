/** What a meter's file may say in one word, and what is usual; without the schema, so that a screen need not load it. */
export const registerTypes = ['bit', 'int16', 'uint16', 'int32', 'uint32', 'float32', 'float64'] as const;
export const registerFunctions = ['coil', 'discrete', 'holding', 'input'] as const;
export const writeFunctions = ['coil', 'holding'] as const;

export const usualPort = 502;
export const usualUnitId = 1;
export const usualIntervalMs = 10_000;
export const usualTimeoutMs = 2000;

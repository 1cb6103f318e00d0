/** Answers as GA/T 1400 has them: status objects with the standard's codes, and the local time without a zone. */
import { localTime } from '#shared/time/localTime.ts';

/** ConfirmStatusType. */
export const statusCodes = {
  ok: 0,
  otherError: 1,
  busy: 2,
  invalidOperation: 4,
  invalidJson: 7,
  invalidContent: 8,
} as const;
export type StatusName = keyof typeof statusCodes;

const statusWords: Readonly<Record<StatusName, string>> = {
  ok: 'OK',
  otherError: 'Other Error',
  busy: 'Device Busy',
  invalidOperation: 'Invalid Operation',
  invalidJson: 'Invalid JSON Format',
  invalidContent: 'Invalid JSON Content',
};

export interface StatusFacts {
  /** Path that was asked. */
  readonly path: string;
  readonly id: string;
  readonly status: StatusName;
  readonly nowMs: number;
  readonly timeZone: string;
}

export interface StatusObject {
  readonly RequestURL: string;
  readonly StatusCode: number;
  readonly StatusString: string;
  readonly Id: string;
  readonly LocalTime: string;
}

export function statusObject({ path, id, status, nowMs, timeZone }: StatusFacts): StatusObject {
  return {
    RequestURL: path,
    StatusCode: statusCodes[status],
    StatusString: statusWords[status],
    Id: id,
    LocalTime: compactTime(nowMs, timeZone),
  };
}

export function statusList(objects: readonly StatusObject[]): object {
  return { ResponseStatusListObject: { ResponseStatusObject: objects } };
}

/** `yyyyMMddHHmmss` */
export function compactTime(epochMs: number, timeZone: string): string {
  const { date, clock } = localTime(epochMs, timeZone);
  return `${date}${clock}`.replaceAll(/[-:]/g, '');
}

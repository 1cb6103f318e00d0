/** What the hub answers over HTTP, as a value or the fault it names; out of reach is a fault like any other. */
import { failure, success, type Result } from '#shared/protocol/result.ts';

export async function answered<T>(request: Promise<Response>): Promise<Result<T>> {
  try {
    const answer = (await (await request).json()) as
      ({ readonly ok: true } & T) | Extract<Result<never>, { ok: false }>;
    return answer.ok ? success(answer) : answer;
  } catch {
    return failure('unreachable');
  }
}

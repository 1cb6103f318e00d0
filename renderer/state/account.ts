/** Who is signed in, asked of the hub, and what a person does with the account. Shared by every screen. */
import type { Person } from '#shared/access/may.ts';
import { failure, type Fault, type Result } from '#shared/protocol/result.ts';

export interface SessionState {
  readonly firstRun: boolean;
  readonly maySetUp: boolean;
  readonly person: (Person & { readonly via: string }) | null;
}

export type Answer<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly error: Fault };

/** One request to the hub's REST API. Where it cannot be reached the fault is `unreachable`. */
export async function askHub<T = object>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  token?: string,
): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Answer<T>;
  } catch {
    return failure('unreachable');
  }
}

export async function sessionState(): Promise<Result<SessionState>> {
  const answer = await askHub<SessionState>('GET', '/api/session');
  return answer.ok ? { ok: true, value: answer } : answer;
}

/** To the sign-in page, and back here afterwards. */
export function goToSignIn(): void {
  const here = location.pathname;
  location.assign(here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`);
}

export async function signOut(everywhere: boolean): Promise<void> {
  await askHub('DELETE', everywhere ? '/api/sessions' : '/api/session');
  location.assign('/sign-in');
}

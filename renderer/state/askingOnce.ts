/**
 * A hub that is not asked the same thing twice at once: a second press, while the first is on its way, gets the first
 * one's answer. What is on its way when the connection is lost does not count any more.
 */
import type { RequestName, RequestOf } from '#shared/protocol/requests.ts';
import type { Result } from '#shared/protocol/result.ts';
import type { Answers } from '#shared/protocol/socket.ts';
import type { HubClient } from './hubClient.ts';

export function askingOnce(hub: HubClient): HubClient {
  const asked = new Map<string, Promise<Result<unknown>>>();
  hub.onConnection((connected) => {
    if (!connected) asked.clear();
  });
  return {
    on: (event, listener) => hub.on(event, listener),
    onConnection: (listener) => hub.onConnection(listener),
    onRefused: (listener) => hub.onRefused(listener),
    plan: (compoundId) => hub.plan(compoundId),
    models: () => hub.models(),
    dispose: () => hub.dispose(),
    ask<K extends RequestName>(name: K, request: RequestOf<K>): Promise<Result<Answers[K]>> {
      const key = `${name} ${JSON.stringify(request)}`;
      const under = asked.get(key) as Promise<Result<Answers[K]>> | undefined;
      if (under) return under;
      const answer = hub.ask(name, request).finally(() => {
        if (asked.get(key) === answer) asked.delete(key);
      });
      asked.set(key, answer);
      return answer;
    },
  };
}

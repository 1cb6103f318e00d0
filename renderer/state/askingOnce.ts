/**
 * A hub that is not told the same thing twice at once: a second press, while the first is on its way, gets the first
 * one's answer. Only acts, and only where nothing else was done to the same alarm, incident or device in between: taken,
 * let go and taken again is three acts. What is on its way when the connection is lost does not count any more.
 */
import type { RequestName, RequestOf } from '#shared/protocol/requests.ts';
import type { Result } from '#shared/protocol/result.ts';
import type { Answers } from '#shared/protocol/socket.ts';
import type { HubClient } from './hubClient.ts';

/** Questions are free to be asked again; and to subscribe is to leave what was subscribed to before. */
const questions: ReadonlySet<RequestName> = new Set<RequestName>([
  'subscribe',
  'snapshot',
  'window',
  'timeline',
  'nextEvent',
  'listIncidents',
]);

interface Act {
  readonly text: string;
  readonly answer: Promise<Result<unknown>>;
}

/** What is acted upon. */
function subjectOf(request: object): string {
  for (const id of ['incidentId', 'alarmId', 'deviceKey'])
    if (id in request) return `${id} ${String(Reflect.get(request, id))}`;
  return '';
}

export function askingOnce(hub: HubClient): HubClient {
  const acts = new Map<string, Act>();
  hub.onConnection((connected) => {
    if (!connected) acts.clear();
  });
  return {
    on: (event, listener) => hub.on(event, listener),
    onConnection: (listener) => hub.onConnection(listener),
    onRefused: (listener) => hub.onRefused(listener),
    plan: (compoundId) => hub.plan(compoundId),
    models: () => hub.models(),
    dispose: () => hub.dispose(),
    ask<K extends RequestName>(name: K, request: RequestOf<K>): Promise<Result<Answers[K]>> {
      if (questions.has(name)) return hub.ask(name, request);
      const subject = subjectOf(request);
      const text = `${name} ${JSON.stringify(request)}`;
      const last = acts.get(subject);
      if (last?.text === text) return last.answer as Promise<Result<Answers[K]>>;
      const answer = hub.ask(name, request).finally(() => {
        if (acts.get(subject)?.answer === answer) acts.delete(subject);
      });
      acts.set(subject, { text, answer });
      return answer;
    },
  };
}

/** A hub in memory: answers what a test lays down, when the test lets it, and says what the test makes it say. */
import type { ImportProgress } from '#shared/protocol/model.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { RequestName, RequestOf } from '#shared/protocol/requests.ts';
import type { Answers, ServerEvents } from '#shared/protocol/socket.ts';
import { emptyPlan, type CompoundPlan } from '#shared/twin/compound.ts';
import type { HubClient, ModelListing } from '#state/hubClient.ts';

type Answer<K extends RequestName> = (
  request: RequestOf<K>,
) => Result<Answers[K]> | Promise<Result<Answers[K]>>;

export interface Asked {
  readonly name: RequestName;
  readonly request: unknown;
}

export class FakeHub implements HubClient {
  readonly asked: Asked[] = [];
  /** Models that are listed when it is asked for them, and which list that is. */
  listed: () =>
    Pick<ModelListing, 'models' | 'revision'> | Promise<Pick<ModelListing, 'models' | 'revision'>> = () => ({
    models: [],
    revision: 0,
  });
  /** Imports that are listed when it is asked for models. */
  jobs: readonly ImportProgress[] = [];
  plans: Readonly<Record<string, CompoundPlan | Promise<CompoundPlan>>> = {};
  private readonly answers = new Map<string, (request: never) => unknown>();
  private readonly listeners = new Map<string, Set<(...args: never[]) => void>>();
  private readonly connections = new Set<(connected: boolean) => void>();

  answer<K extends RequestName>(name: K, answer: Answer<K>): void {
    this.answers.set(name, answer);
  }

  says<K extends keyof ServerEvents>(event: K, ...args: Parameters<ServerEvents[K]>): void {
    for (const listener of this.listeners.get(event) ?? []) listener(...(args as unknown as never[]));
  }

  setConnected(connected: boolean): void {
    for (const listener of this.connections) listener(connected);
  }

  /** How often something was asked. */
  count(name: RequestName): number {
    return this.asked.filter((one) => one.name === name).length;
  }

  on<K extends keyof ServerEvents>(event: K, listener: ServerEvents[K]): () => void {
    const known = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, known);
    known.add(listener);
    return () => void known.delete(listener);
  }

  onConnection(listener: (connected: boolean) => void): () => void {
    this.connections.add(listener);
    return () => void this.connections.delete(listener);
  }

  onRefused(): () => void {
    return () => undefined;
  }

  async ask<K extends RequestName>(name: K, request: RequestOf<K>): Promise<Result<Answers[K]>> {
    this.asked.push({ name, request });
    const answer = this.answers.get(name);
    if (!answer) return failure('no-answer');
    return (await answer(request as never)) as Result<Answers[K]>;
  }

  async plan(compoundId: string): Promise<CompoundPlan | null> {
    return (await this.plans[compoundId]) ?? emptyPlan;
  }

  async models(): Promise<ModelListing> {
    return { ...(await this.listed()), jobs: this.jobs };
  }

  dispose(): void {
    this.listeners.clear();
  }
}

/** An answer that comes when the test says so. */
export function later<T>(): { readonly promise: Promise<Result<T>>; come(value: T): void; fail(): void } {
  let resolve: (result: Result<T>) => void = () => undefined;
  const promise = new Promise<Result<T>>((done) => {
    resolve = done;
  });
  return {
    promise,
    come: (value) => resolve(success(value)),
    fail: () => resolve(failure('no-answer')),
  };
}

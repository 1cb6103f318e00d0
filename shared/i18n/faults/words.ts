/**
 * How words of faults are written: by code, `[what happened, what to do]`, with `{{param}}` where a value goes. The
 * Chinese words say which codes there are and which parameters each takes; English must have the same ones.
 */
import type { FaultParam } from '#shared/protocol/result.ts';
import type { faultsZh } from './zh/index.ts';

export type Words = Readonly<Record<string, readonly [message: string, tip?: string]>>;

export type Translated<Zh extends Words> = {
  readonly [Code in keyof Zh]: readonly [message: string, tip?: string];
};

type NamesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | NamesIn<Rest> : never;

export type FaultCode = keyof typeof faultsZh;

type NamesOf<Code extends FaultCode> = NamesIn<(typeof faultsZh)[Code][number]>;

/** What must be given with a code: nothing where its words name no parameter. */
export type ParamsOf<Code extends FaultCode> = [NamesOf<Code>] extends [never]
  ? []
  : [params: Readonly<Record<NamesOf<Code>, FaultParam>>];

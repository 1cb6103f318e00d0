/**
 * What a declaration owes its readers, as sentences about what is wrong with it: words in both languages, ids that
 * exist, nothing personal where everybody looks, an alarm rule for each fault and a fault for each rule. For tests.
 */
import { checkParams, type CommandDeclaration } from '#shared/commands/declaration.ts';
import { stepOf } from '#shared/incidents/procedure.ts';
import type { PointValue } from '#shared/protocol/device.ts';
import { isLocalText } from '#shared/twin/text.ts';
import type { AlarmRule, Measure, PointDeclaration, PointPatch, SystemDeclaration } from './declaration.ts';
import { breaksRule, wrongValue } from './ruleBreaking.ts';

/** Those are about the device’s silence; whoever is silent has no fault to speak of. */
const silent: readonly AlarmRule['condition']['kind'][] = ['stale', 'absent'];

export function checkSystem(system: SystemDeclaration, all: readonly SystemDeclaration[]): string[] {
  return [
    ...emptyTexts(system, system.id),
    ...checkIds(system),
    ...checkRules(system, all),
    ...checkCommands(system),
    ...checkShown(system),
    ...checkFaults(system),
  ].map((fault) => `${system.id}: ${fault}`);
}

function emptyTexts(value: unknown, path: string): string[] {
  if (isLocalText(value))
    return value.zh.trim() && value.en.trim() ? [] : [`${path} lacks a word in one language`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => emptyTexts(inner, `${path}.${key}`));
}

function checkIds({ points, rules, commands = [], figures = [], charts = [], simulate }: SystemDeclaration) {
  const lists = { points, rules, commands, figures, charts, faults: simulate?.faults ?? [] };
  return Object.entries(lists).flatMap(([name, list]) => {
    const ids = list.map(({ id }) => id);
    return new Set(ids).size === ids.length ? [] : [`two of its ${name} share an id`];
  });
}

function pointOf({ points }: SystemDeclaration, id: string | undefined): PointDeclaration | undefined {
  return points.find((point) => point.id === id);
}

function checkRules(system: SystemDeclaration, all: readonly SystemDeclaration[]): string[] {
  return system.rules.flatMap((rule) => {
    const faults: string[] = [];
    const { condition, suppressedWhen, toldBy, priority, shelvable, incident } = rule;
    const point = pointOf(system, rule.point);
    if (condition.kind === 'event' ? rule.point !== undefined : !point)
      faults.push(`its rule ${rule.id} is about no point of its own`);
    if (condition.kind === 'equals' && point && wrongCode(point, condition.value))
      faults.push(`its rule ${rule.id} waits for a value that ${point.id} never has`);
    for (const other of [suppressedWhen?.point, toldBy])
      if (other !== undefined && !pointOf(system, other))
        faults.push(`its rule ${rule.id} looks at ${other}, which is no point`);
    if ((priority === 1 || incident === 'fire') && shelvable)
      faults.push(`its rule ${rule.id} could be put aside`);
    if (priority <= 2 && rule.procedure.length === 0)
      faults.push(`its rule ${rule.id} tells nobody what to do`);
    for (const { act } of rule.procedure.map(stepOf)) {
      if (act?.kind !== 'command') continue;
      const acting = all.filter(({ role }) => role === act.role);
      if (!acting.some(({ commands }) => commands?.some(({ id }) => id === act.command)))
        faults.push(`a step of ${rule.id} needs ${act.command} of a system with the role ${act.role}`);
    }
    return faults;
  });
}

/** Boolean points are 1 or 0, state points are named. */
function wrongCode({ kind, states }: PointDeclaration, value: string | number): boolean {
  if (kind === 'boolean') return value !== 0 && value !== 1;
  if (kind === 'state') return !states?.some(({ id }) => id === value);
  return typeof value !== 'number';
}

function checkCommands(system: SystemDeclaration): string[] {
  return (system.commands ?? []).flatMap((command) => {
    const faults = checkPatch(system, command.effect(sampleParams(command)), `the effect of ${command.id}`);
    if ((command.danger === 'danger') !== (command.confirm !== undefined))
      faults.push(`${command.id} is dangerous without a question, or asks without danger`);
    return faults;
  });
}

function sampleParams({ params }: CommandDeclaration): Record<string, PointValue> {
  return Object.fromEntries(
    params.map((param): [string, PointValue] => {
      if (param.kind === 'number') return [param.id, param.min];
      if (param.kind === 'boolean') return [param.id, true];
      return [param.id, param.kind === 'choice' ? (param.choices[0]?.id ?? '') : 'x'];
    }),
  );
}

function checkPatch(system: SystemDeclaration, patch: PointPatch, whose: string): string[] {
  return Object.entries(patch).flatMap(([id, value]) => {
    const point = pointOf(system, id);
    const wrong = point ? wrongValue(point, value) : 'is no point of its own';
    return wrong ? [`${whose}: ${id} ${wrong}`] : [];
  });
}

function checkShown(system: SystemDeclaration): string[] {
  const { headline, figures = [], highlight = [], charts = [] } = system;
  const shown = (id: string, where: string): string[] => {
    const point = pointOf(system, id);
    if (!point) return [`${where} shows ${id}, which is no point`];
    return point.personal ? [`${where} shows ${id}, which is personal`] : [];
  };
  const measured = (one: Measure, where: string): string[] => {
    const point = pointOf(system, one.point);
    const never = one.of === 'count' && one.equals !== undefined && point && wrongCode(point, one.equals);
    return [...shown(one.point, where), ...(never ? [`${where} counts a value that never is`] : [])];
  };
  return [
    ...headline.flatMap((id) => shown(id, 'its headline')),
    ...figures.flatMap(({ id, value, outOf = [], unit }) => [
      ...[...value, ...outOf].flatMap((one) => measured(one, `the figure ${id}`)),
      ...value
        .filter((one) => (one.of === 'count' ? undefined : pointOf(system, one.point)?.unit) !== unit)
        .map(({ point }) => `the figure ${id} has not the unit of ${point}`),
    ]),
    ...highlight.flatMap((one) => ('point' in one ? shown(one.point, 'its highlight') : [])),
    ...charts.flatMap(({ id, points }) => {
      const units = new Set(points.map((point) => pointOf(system, point)?.unit ?? ''));
      const mixed = units.size > 1 ? [`the chart ${id} mixes units`] : [];
      return [...points.flatMap((point) => shown(point, `the chart ${id}`)), ...mixed];
    }),
  ];
}

function checkFaults(system: SystemDeclaration): string[] {
  const { simulate, rules, commands = [], intervalS } = system;
  if (!simulate) return [];
  const seldom =
    simulate.everyS > intervalS ? ['its simulation speaks more seldom than its devices must'] : [];
  const lacking = rules
    .filter(({ condition }) => !silent.includes(condition.kind))
    .filter(({ id }) => !simulate.faults.some(({ rule }) => rule === id))
    .map(({ id }) => `nothing goes wrong for its rule ${id}`);
  const wrong = simulate.faults.flatMap(({ id, rule: ruleId, says, over, command, lastsS }) => {
    const rule = rules.find((one) => one.id === ruleId);
    if (!rule) return [`its fault ${id} breaks no rule`];
    const faults: string[] = [];
    if (lastsS * 1000 <= rule.onDelayMs) faults.push(`its fault ${id} ends before anybody hears of it`);
    if (!breaksRule(system, rule, says)) faults.push(`its fault ${id} does not break ${ruleId}`);
    if ('state' in says) {
      faults.push(...checkPatch(system, says.state, `the fault ${id}`));
      if (!over || breaksRule(system, rule, { state: { ...says.state, ...over } }, true))
        faults.push(`its fault ${id} is never over`);
      faults.push(...checkPatch(system, over ?? {}, `the end of ${id}`));
    }
    const declared = commands.find((one) => one.id === command?.id);
    if (command && !(declared && checkParams(declared, command.params).ok))
      faults.push(`its fault ${id} waits for a command it has not`);
    return faults;
  });
  return [...seldom, ...lacking, ...wrong];
}

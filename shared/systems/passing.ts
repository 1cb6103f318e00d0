/** What gates and doors share: how they tell of whoever passes, how they take visitor passes, what a bad pass raises. */
import type { CommandDeclaration } from '#shared/commands/declaration.ts';
import { command, textOf, wholeNumber, type FaultSpec } from './acting.ts';
import type { PassageDeclaration, PointPatch, SimulatedEvent } from './declaration.ts';
import { alarm, said } from './rules.ts';
import { latestInstantMs } from '../time/instant.ts';

export const passEvent = 'pass';

export const passageOf = (admits: PassageDeclaration['admits']): PassageDeclaration => ({
  event: passEvent,
  admits,
  open: 'open',
  admit: 'admit-pass',
  withdraw: 'withdraw-pass',
  // A character in seven misread is another car: cameras say 0.9 and more of a clean plate by day.
  leastConfidence: 0.8,
});

const pass = textOf('pass', ['通行证', 'Pass'], 64);
const optionalText = (id: string, zh: string, en: string, maxLength: number) => ({
  id,
  name: { zh, en },
  kind: 'text' as const,
  maxLength,
});
const instant = (id: string, zh: string, en: string) =>
  wholeNumber(id, [zh, en], [0, latestInstantMs], { required: true, unit: 'ms-epoch' });

/** A device that takes passes can let visitors in while the hub is away. It is told the token's hash, never the token. */
export function passCommands(
  effect: (params: { readonly untilMs: number }) => PointPatch = () => ({}),
): readonly CommandDeclaration[] {
  return [
    command(
      'admit-pass',
      ['下发通行证', 'Take a pass'],
      ({ untilMs }) => effect({ untilMs: typeof untilMs === 'number' ? untilMs : 0 }),
      {
        ofHub: true,
        timeoutS: 10,
        params: [
          pass,
          optionalText('tokenHash', '令牌摘要（SHA-256）', 'Hash of the token (SHA-256)', 64),
          { ...optionalText('plate', '车牌', 'Plate', 16), personal: true },
          instant('fromMs', '生效', 'From'),
          instant('untilMs', '失效', 'Until'),
          { id: 'once', name: { zh: '仅一次', en: 'Once' }, kind: 'boolean', required: true },
        ],
      },
    ),
    command(
      'withdraw-pass',
      ['撤下通行证', 'Drop a pass'],
      {},
      { ofHub: true, timeoutS: 10, params: [pass] },
    ),
  ];
}

export const passRules = [
  alarm({
    id: 'pass-revoked',
    condition: said(passEvent, { result: 'refused', reason: 'revoked' }),
    priority: 3,
    name: ['使用已撤销的通行证', 'Revoked pass used'],
    consequence: ['已被取消来访的人仍在门口', 'Somebody whose visit was called off is at the door'],
    action: ['查看画面，联系住户核实', 'Look at the picture, ask the household'],
    responseS: 600,
  }),
  alarm({
    id: 'pass-unknown',
    condition: said(passEvent, { result: 'refused', reason: 'unknown' }),
    priority: 4,
    name: ['未知通行证', 'Unknown pass'],
    consequence: ['有人出示了本小区未签发的通行证', 'Somebody shows a pass that was not issued here'],
    action: ['反复出现时查看画面', 'Look at the picture where it happens again and again'],
  }),
];

export const passFaults: Readonly<Record<string, FaultSpec>> = {
  'pass-revoked': {
    event: { type: passEvent, data: { method: 'code', result: 'refused', reason: 'revoked' } },
  },
  'pass-unknown': {
    event: { type: passEvent, data: { method: 'code', result: 'refused', reason: 'unknown' } },
    perYear: 30,
  },
};

/** Of a simulated step in which somebody passes. */
export const told = (data: SimulatedEvent['data']): SimulatedEvent => ({
  type: passEvent,
  data: { result: 'accepted', ...data },
});

/** Of what residents can be warned, in the order in which it is offered. Without the schemas, for screens. */
import type { WarningKind } from './notice.ts';

export const warningKinds: readonly WarningKind[] = ['fire', 'gas', 'other'];

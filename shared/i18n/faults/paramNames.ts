/** Parameters that are codes themselves and have a name: a state, a kind of value. */
import { bookingStateNames, bookingStepNames } from '#shared/bookings/names.ts';
import { stateNames } from '#shared/incidents/stateNames.ts';
import { passStateNames } from '#shared/passes/names.ts';
import { orderStateNames, orderStepNames } from '#shared/workOrders/names.ts';
import type { LocalText } from '#shared/twin/text.ts';

const kinds: Readonly<Record<string, LocalText>> = {
  boolean: { zh: ' true 或 false', en: 'true or false' },
  text: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
};

/** By the name of the parameter. A value that is not among them is shown as it is. */
export const paramNames: Readonly<Record<string, Readonly<Record<string, LocalText>>>> = {
  fromState: stateNames,
  toState: stateNames,
  orderState: orderStateNames,
  orderStep: orderStepNames,
  passState: passStateNames,
  bookingState: bookingStateNames,
  bookingStep: bookingStepNames,
  kind: kinds,
};

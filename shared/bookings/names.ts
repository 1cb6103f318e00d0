/** Bookings in words: their states, and what can be done with them. */
import type { BookingState, BookingStep } from '#shared/protocol/booking.ts';
import type { LocalText } from '#shared/twin/text.ts';

export const bookingStateNames: Readonly<Record<BookingState, LocalText>> = {
  booked: { zh: '已预约', en: 'booked' },
  'in-use': { zh: '使用中', en: 'in use' },
  ended: { zh: '已结束', en: 'ended' },
  'no-show': { zh: '未到', en: 'no show' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};

/** As participles: "cannot be cancelled". */
export const bookingStepNames: Readonly<Record<BookingStep['verb'], LocalText>> = {
  arrive: { zh: '到场', en: 'begun' },
  release: { zh: '释放', en: 'released' },
  cancel: { zh: '取消', en: 'cancelled' },
};

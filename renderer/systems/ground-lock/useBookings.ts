/** Bookings of the shown compound’s day, as they stood at the shown instant. */
import { useMemo } from 'react';
import type { ShownBooking } from '#shared/protocol/booking.ts';
import { bookingAt } from '#shared/bookings/machine.ts';
import { useFacts } from '#state/useScreen.tsx';
import { useListed } from '../useListed.ts';
import type { Day } from './timeline.ts';

/** Whoever books next is asked for as well. */
const aheadMs = 86_400_000;

export function useBookings(day: Day, nowMs: number) {
  const compound = useFacts((facts) => facts.compoundId);
  const replaying = useFacts(({ clock }) => clock.mode === 'replay');
  const told = useFacts((facts) => facts.told.bookings);
  const from = Math.min(day.fromMs, nowMs - aheadMs);
  const to = Math.max(day.toMs, nowMs + aheadMs);
  const step = 600_000;
  const span = `from=${Math.floor(from / step) * step}&to=${Math.ceil(to / step) * step}`;
  const url = compound && `/api/compounds/${encodeURIComponent(compound)}/bookings?${span}&limit=1000`;
  const { value, isLost } = useListed<{ bookings: readonly ShownBooking[] }>(url, told);
  const bookings = useMemo(() => {
    if (!value || !replaying) return value?.bookings ?? null;
    return value.bookings.flatMap((one) => bookingAt(one, nowMs) ?? []);
  }, [value, replaying, nowMs]);
  return { bookings, isLost };
}

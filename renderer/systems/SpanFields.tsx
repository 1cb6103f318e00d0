/** From when, and for how long: by the compound's clocks, as one types them at a gate. */
import { instantOf, localTime } from '#shared/time/localTime.ts';
import { useText } from '#ui/useText.ts';

const hourMs = 3_600_000;
const dayHours = 24;

/** As fields for date and time have it. */
export function writtenAt(atMs: number, zone: string): string {
  const { date, clock } = localTime(atMs, zone);
  return `${date}T${clock.slice(0, 5)}`;
}

export interface Span {
  readonly from: string;
  readonly hours: number;
}

/** Null where no such time was typed. */
export function readSpan({ from, hours }: Span, zone: string): { fromMs: number; untilMs: number } | null {
  const fromMs = instantOf(from, zone);
  return fromMs === null ? null : { fromMs, untilMs: fromMs + hours * hourMs };
}

export function SpanFields(props: {
  readonly span: Span;
  readonly choices: readonly number[];
  readonly names: { readonly from: string; readonly hours: string };
  readonly onChange: (span: Span) => void;
}) {
  const { t } = useText();
  const { span, choices, names, onChange } = props;
  return (
    <div className="order-row">
      <label>
        {names.from}
        <input
          type="datetime-local"
          required
          data-testid="span-from"
          value={span.from}
          onChange={({ target }) => onChange({ ...span, from: target.value })}
        />
      </label>
      <label>
        {names.hours}
        <select
          data-testid="span-hours"
          value={span.hours}
          onChange={({ target }) => onChange({ ...span, hours: Number(target.value) })}
        >
          {choices.map((hours) => (
            <option key={hours} value={hours}>
              {hours % dayHours === 0
                ? t('passes.days', { n: hours / dayHours })
                : t('passes.hours', { n: hours })}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

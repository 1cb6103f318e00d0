/** One rule of notices as fields: of what, how grave, where and when, over which channels to whom. */
import type { NoticeChannel, NoticeRule } from '#shared/protocol/notice.ts';
import { useText } from '#ui/useText.ts';

const causes = ['alarm', 'escalated', 'returned', 'order'] as const;
const priorities = [1, 2, 3, 4] as const;
const hours = Array.from({ length: 25 }, (_, hour) => hour);

export function RuleFields(props: {
  readonly rule: NoticeRule;
  readonly channels: readonly NoticeChannel[];
  readonly onChange: (rule: NoticeRule) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useText();
  const { rule, channels, onChange } = props;
  const toggled = <T,>(list: readonly T[], one: T): T[] =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
  return (
    <fieldset className="notice-item" data-testid={`rule-${rule.id}`}>
      <legend>{rule.name}</legend>
      <label>
        {t('admin.notices.name')}
        <input
          required
          maxLength={100}
          value={rule.name}
          onChange={({ target }) => onChange({ ...rule, name: target.value })}
        />
      </label>
      <label>
        {t('admin.notices.on')}
        <select
          value={rule.on}
          onChange={({ target }) =>
            onChange({ ...rule, on: causes.find((one) => one === target.value) ?? rule.on })
          }
        >
          {causes.map((one) => (
            <option key={one} value={one}>
              {t(`admin.notices.on.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <Hours rule={rule} onChange={onChange} />
      <label>
        {t('admin.notices.language')}
        <select
          value={rule.language}
          onChange={({ target }) => onChange({ ...rule, language: target.value === 'en' ? 'en' : 'zh' })}
        >
          <option value="zh">中文</option>
          <option value="en">English</option>
        </select>
      </label>
      {rule.on !== 'order' && (
        <>
          <fieldset>
            <legend>{t('admin.notices.priorities')}</legend>
            {priorities.map((one) => (
              <label key={one} className="check">
                <input
                  type="checkbox"
                  checked={rule.priorities.includes(one)}
                  onChange={() => onChange({ ...rule, priorities: toggled(rule.priorities, one).sort() })}
                />{' '}
                P{one}
              </label>
            ))}
          </fieldset>
          <label>
            {t('admin.notices.systems')}
            <input
              value={rule.systems?.join(', ') ?? ''}
              onChange={({ target }) => onChange(withSystems(rule, target.value))}
            />
          </label>
          <label>
            {t('admin.notices.place')}
            <input
              maxLength={64}
              value={rule.placeId ?? ''}
              onChange={({ target }) => onChange(withPlace(rule, target.value))}
            />
          </label>
        </>
      )}
      <fieldset>
        <legend>{t('admin.notices.channels')}</legend>
        {channels.map(({ id, name }) => (
          <label key={id} className="check">
            <input
              type="checkbox"
              checked={rule.channels.includes(id)}
              onChange={() => onChange({ ...rule, channels: toggled(rule.channels, id) })}
            />{' '}
            {name}
          </label>
        ))}
      </fieldset>
      <label className="wide">
        {t('admin.notices.to')}
        <textarea
          rows={2}
          value={rule.to.join('\n')}
          onChange={({ target }) => onChange({ ...rule, to: linesOf(target.value) })}
        />
      </label>
      <div className="notice-item-buttons">
        <button type="button" onClick={props.onRemove}>
          {t('admin.notices.remove')}
        </button>
      </div>
    </fieldset>
  );
}

function Hours({ rule, onChange }: { rule: NoticeRule; onChange: (rule: NoticeRule) => void }) {
  const { t } = useText();
  const [from, to] = rule.hours ?? [0, 24];
  const set = (nextFrom: number, nextTo: number) => {
    const { hours: _, ...rest } = rule;
    const isAllDay = nextFrom === 0 && nextTo === 24;
    onChange(isAllDay ? rest : { ...rest, hours: [nextFrom, nextTo] });
  };
  const choose = (value: number, change: (hour: number) => void) => (
    <select
      aria-label={t('admin.notices.hours')}
      value={value}
      onChange={({ target }) => change(Number(target.value))}
    >
      {hours.map((hour) => (
        <option key={hour} value={hour}>
          {String(hour).padStart(2, '0')}:00
        </option>
      ))}
    </select>
  );
  return (
    <div className="notice-hours">
      <span>{t('admin.notices.hours')}</span>
      {choose(from, (hour) => set(hour, to))}
      {choose(to, (hour) => set(from, hour))}
    </div>
  );
}

function withSystems(rule: NoticeRule, text: string): NoticeRule {
  const { systems: _, ...rest } = rule;
  const systems = text.split(/[\s,，、]+/).filter((one) => one !== '');
  return systems.length === 0 ? rest : { ...rest, systems };
}

function withPlace(rule: NoticeRule, text: string): NoticeRule {
  const { placeId: _, ...rest } = rule;
  return text.trim() === '' ? rest : { ...rest, placeId: text.trim() };
}

/** While it is typed the last line may be empty. */
function linesOf(text: string): string[] {
  return text.split('\n').filter((line, i, all) => line.trim() !== '' || i === all.length - 1);
}

/** What an alarm and the steps of its life are called on time lines, timelines and in the journal. */
import type { AlarmRecord, AlarmVerb } from '#shared/protocol/records.ts';
import type { LocalText } from '#shared/twin/text.ts';

const stepNames: Readonly<Record<AlarmVerb, LocalText>> = {
  raised: { zh: '', en: '' },
  repeated: { zh: '（再次）', en: ' (again)' },
  returned: { zh: '（已恢复）', en: ' (returned to normal)' },
  acknowledged: { zh: '（已确认）', en: ' (acknowledged)' },
  reset: { zh: '（已复位）', en: ' (reset)' },
  shelved: { zh: '（已搁置）', en: ' (shelved)' },
  unshelved: { zh: '（搁置结束）', en: ' (no longer shelved)' },
  withheld: { zh: '（已抑制）', en: ' (withheld)' },
  released: { zh: '（抑制解除）', en: ' (no longer withheld)' },
  escalated: { zh: '（超时未确认）', en: ' (not acknowledged in time)' },
  withdrawn: { zh: '（并入整组报警）', en: ' (withdrawn: a group alarm speaks for it)' },
};

export function alarmText(
  { name, deviceName, value }: Pick<AlarmRecord, 'name' | 'deviceName' | 'value'>,
  verb: AlarmVerb,
): LocalText {
  const shown = value ? ` ${value}` : '';
  const step = stepNames[verb];
  return {
    zh: `${name.zh} · ${deviceName.zh}${shown}${step.zh}`,
    en: `${name.en} · ${deviceName.en}${shown}${step.en}`,
  };
}

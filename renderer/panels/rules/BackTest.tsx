/** What the rule would have raised over the days past, before anybody is asked to live with it. */
import { useState } from 'react';
import { selectDevice } from '#commands/focus.ts';
import { askHub } from '#state/account.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { ruleOfDraft, type RuleDraft } from './ruleDraft.ts';

interface Result {
  readonly devices: number;
  readonly allDevices: number;
  readonly readings: number;
  readonly alarms: number;
  readonly chattering: number;
  readonly list: readonly {
    readonly deviceKey: string;
    readonly atMs: number;
    readonly value: number | null;
  }[];
}

const shownAtMost = 12;

export function BackTest({ draft, url }: { draft: RuleDraft; url: string | null }) {
  const screen = useScreen();
  const { t, local } = useText();
  const devices = useFacts((facts) => facts.devices);
  const [days, setDays] = useState(30);
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<{ of: RuleDraft; days: number; result: Result } | null>(null);
  async function run(): Promise<void> {
    if (url === null || busy) return;
    setBusy(true);
    const answer = await askHub<{ result: Result }>('POST', `${url}/back-test`, {
      rule: ruleOfDraft(draft),
      days,
    });
    setBusy(false);
    if (answer.ok) setFound({ of: draft, days, result: answer.result });
    else screen.notices.fault(answer.error);
  }
  // What was found of an earlier version says nothing of this one.
  const result = found?.of === draft ? found.result : null;
  return (
    <section className="back-test">
      <label>
        {t('rules.test.days')}
        <input
          type="number"
          min={1}
          max={35}
          value={days}
          onChange={({ target }) => setDays(Math.min(35, Math.max(1, Number(target.value))))}
        />
      </label>
      <button
        className="framed"
        type="button"
        disabled={busy}
        data-testid="back-test"
        onClick={() => void run()}
      >
        {t(busy ? 'rules.test.running' : 'rules.test')}
      </button>
      {result && found && (
        <div role="status" data-testid="back-test-result">
          <p>
            {t('rules.test.result', {
              days: found.days,
              alarms: result.alarms,
              chattering: result.chattering,
              devices: result.devices,
              allDevices: result.allDevices,
              readings: result.readings,
            })}
          </p>
          {result.chattering > 0 && <p className="rule-chatter">{t('rules.test.chatter')}</p>}
          <ul>
            {result.list.slice(0, shownAtMost).map(({ deviceKey, atMs, value }) => (
              <li key={`${deviceKey} ${atMs}`}>
                <ClockTime atMs={atMs} dated />{' '}
                <button className="link" type="button" onClick={() => selectDevice(screen, deviceKey)}>
                  {local(devices.get(deviceKey)?.name ?? deviceKey)}
                </button>{' '}
                {value}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** A compound's own alarm rules and its changes to the common ones: read, written, tried over the past, saved as a whole. */
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { CompoundRules, OwnRule, RuleOverride } from '#shared/alarms/compoundRules.ts';
import { findSystem, systemOrUnknown } from '#shared/systems/index.ts';
import { askHub } from '#state/account.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useFetched } from '#ui/useFetched.ts';
import { useText } from '#ui/useText.ts';
import { draftOfRule, newDraft, pointsOf, ruleOfDraft, type RuleDraft } from './ruleDraft.ts';
import { RuleForm } from './RuleForm.tsx';

export function Rules() {
  const screen = useScreen();
  const { t } = useText();
  const compound = useFacts((facts) => facts.compoundId);
  const devices = useFacts((facts) => facts.devices);
  const asked = useChoices((choices) => choices.ruleSubject);
  const [changes, setChanges] = useState(0);
  const [draft, setDraft] = useState<RuleDraft | null>(null);
  const [seen, setSeen] = useState<typeof asked>(null);
  const url = compound === null ? null : `/api/compounds/${encodeURIComponent(compound)}/rules`;
  const rules = useFetched<{ rules: CompoundRules }>(url, changes)?.rules;
  const taken = new Set(rules?.own.map(({ id }) => id));

  function begin(system: string, pointId?: string, device?: string): void {
    const points = pointsOf(system, devices.values());
    const point = points.find(({ id }) => id === pointId) ?? points[0];
    if (point) setDraft({ ...newDraft(system, point, taken), devices: device === undefined ? [] : [device] });
  }
  // A device's card asked for a rule on one of its points.
  if (asked !== seen) {
    setSeen(asked);
    if (asked) begin(asked.system, asked.point, asked.device);
  }
  async function save(own: readonly OwnRule[]): Promise<boolean> {
    if (!url || !rules) return false;
    const answer = await askHub('PUT', url, { ...rules, own });
    if (!answer.ok) screen.notices.fault(answer.error);
    setChanges((n) => n + 1);
    return answer.ok;
  }
  async function keep(written: RuleDraft): Promise<void> {
    const rule = ruleOfDraft(written);
    const others = (rules?.own ?? []).filter((one) => one.id !== rule.id || one.system !== rule.system);
    if (await save([...others, rule])) setDraft(null);
  }
  if (draft)
    return (
      <RuleForm
        draft={draft}
        url={url}
        isKnown={taken.has(draft.id)}
        onChange={setDraft}
        onSystem={(system) => begin(system)}
        onSave={() => void keep(draft)}
        onRemove={() => {
          const rest = (rules?.own ?? []).filter((one) => one.id !== draft.id || one.system !== draft.system);
          void save(rest).then((done) => done && setDraft(null));
        }}
        onCancel={() => setDraft(null)}
      />
    );
  const firstSystem = [...devices.values()][0]?.system;
  return (
    <div className="rules">
      <div className="rules-head">
        <h3>{t('rules.own')}</h3>
        <button
          className="framed"
          disabled={!rules || firstSystem === undefined}
          data-testid="rule-new"
          onClick={() => firstSystem !== undefined && begin(firstSystem)}
        >
          <Plus size="1em" /> {t('rules.new')}
        </button>
      </div>
      {rules?.own.length === 0 && <p className="empty">{t('rules.own.none')}</p>}
      <ul>
        {rules?.own.map((rule) => (
          <Own key={`${rule.system}/${rule.id}`} rule={rule} onEdit={setDraft} />
        ))}
      </ul>
      <h3>{t('rules.overrides')}</h3>
      {rules?.overrides.length === 0 && <p className="empty">{t('rules.overrides.none')}</p>}
      <ul>
        {rules?.overrides.map((one) => (
          <Override key={`${one.system}/${one.rule}/${one.device ?? ''}`} override={one} />
        ))}
      </ul>
    </div>
  );
}

function Own({ rule, onEdit }: { rule: OwnRule; onEdit: (draft: RuleDraft) => void }) {
  const { t, local } = useText();
  const draft = draftOfRule(rule);
  const words = (
    <>
      <PriorityMark priority={rule.priority} /> <b>{local(rule.name)}</b>
      <span className="hint">
        {local(systemOrUnknown(rule.system).name)} · {t(`rules.condition.${rule.condition.kind}`)}
      </span>
    </>
  );
  return (
    <li data-testid="rule">
      {draft ? (
        <button className="rule" onClick={() => onEdit(draft)}>
          {words}
        </button>
      ) : (
        <span className="rule">{words}</span>
      )}
    </li>
  );
}

function Override({ override }: { override: RuleOverride }) {
  const { t, local } = useText();
  const { system, rule, device, off, limit, priority, responseS } = override;
  const known = findSystem(system)?.rules.find(({ id }) => id === rule);
  const parts = [
    ...(off ? [t('rules.off')] : []),
    ...(limit === undefined ? [] : [`${t('rules.limit')} ${limit}`]),
    ...(priority === undefined ? [] : [`P${priority}`]),
    ...(responseS === undefined ? [] : [`${t('rules.response')} ${responseS}`]),
  ];
  return (
    <li>
      <b>{known ? local(known.name) : rule}</b>{' '}
      <span className="hint">
        {local(systemOrUnknown(system).name)}
        {device !== undefined && ` · ${device}`} · {parts.join(' · ')}
      </span>
    </li>
  );
}

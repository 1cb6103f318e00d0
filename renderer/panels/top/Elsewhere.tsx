/**
 * Alarms of compounds that are not on the screen; pressing one goes there, to the present. One is named; several are counted,
 * with a menu of them.
 */
import { DropdownMenu } from 'radix-ui';
import { elsewhere, type Call } from '#state/elsewhere.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useText } from '#ui/useText.ts';

export function Elsewhere() {
  const compounds = useFacts((facts) => facts.compounds);
  const compoundId = useFacts((facts) => facts.compoundId);
  const calls = elsewhere(compounds, compoundId);
  const [first] = calls;
  if (!first) return null;
  return calls.length === 1 ? <One call={first} /> : <Several calls={calls} gravest={first} />;
}

function useGoThere(): (call: Call) => void {
  const { clock, session } = useScreen();
  return ({ compound }) => {
    clock.live();
    void session.choose(compound.id);
  };
}

function One({ call }: { readonly call: Call }) {
  const { t, local } = useText();
  const go = useGoThere();
  const { compound, priority, count } = call;
  const name = local(compound.manifest.name);
  return (
    <button
      className={`elsewhere p${priority}`}
      role="alert"
      data-testid="elsewhere"
      title={t('top.elsewhere', { name })}
      onClick={() => go(call)}
    >
      <PriorityMark priority={priority} />
      <span>{name}</span>
      <b>{count}</b>
    </button>
  );
}

function Several({ calls, gravest }: { readonly calls: readonly Call[]; readonly gravest: Call }) {
  const { t, local } = useText();
  const go = useGoThere();
  const named = calls.map(({ compound }) => local(compound.manifest.name)).join(t('list.comma'));
  return (
    <DropdownMenu.Root>
      <span className="sr-only" role="alert">
        {t('top.elsewhere.named', { names: named })}
      </span>
      <DropdownMenu.Trigger
        className={`elsewhere p${gravest.priority}`}
        data-testid="elsewhere-several"
        title={named}
      >
        <PriorityMark priority={gravest.priority} />
        <span>{t('top.elsewhere.several', { count: calls.length })}</span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={6}>
          {calls.map((call) => (
            <DropdownMenu.Item
              key={call.compound.id}
              className="menu-item"
              data-testid="elsewhere"
              onSelect={() => go(call)}
            >
              <PriorityMark priority={call.priority} /> {local(call.compound.manifest.name)}{' '}
              <b>{call.count}</b>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** What a record holds of a person: hidden until somebody who may looks, and it says before that the look is written down. */
import { useState, type ReactNode } from 'react';
import { askHub } from '#state/account.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

export function Looked<T>(props: {
  readonly url: string;
  readonly label: string;
  readonly children: (value: T) => ReactNode;
}) {
  const { notices } = useScreen();
  const { t } = useText();
  const person = useFacts((facts) => facts.person);
  const [value, setValue] = useState<{ readonly of: string; readonly found: T } | null>(null);
  const may = person?.verbs.includes('people.read') === true && person.scope.personal.includes('contact');
  if (value?.of === props.url) return <span data-testid="looked">{props.children(value.found)}</span>;
  if (!may) return null;
  const look = async () => {
    const answer = await askHub<T & object>('GET', props.url);
    if (answer.ok) setValue({ of: props.url, found: answer });
    else notices.fault(answer.error);
  };
  return (
    <button className="link" title={t('passes.look.hint')} data-testid="look" onClick={() => void look()}>
      {props.label}
    </button>
  );
}

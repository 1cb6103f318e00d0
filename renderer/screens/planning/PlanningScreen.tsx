/** A compound is drawn here, from the ground plan to live devices: five steps at the top, plan and scene side by side. */
import './planning.css';
import { useEffect, useState, type ReactNode } from 'react';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { Studio } from './Studio.tsx';
import { useDrawing } from './useDrawing.ts';

export function PlanningScreen() {
  const screen = useScreen();
  const { t, said } = useText();
  const person = useFacts((facts) => facts.person);
  const compounds = useFacts((facts) => facts.compounds);
  const [asked] = useState(() => new URLSearchParams(location.search).get('compound'));
  const { open, fault, load } = useDrawing(asked);
  const isKnown = compounds.some(({ id }) => id === asked);
  const shownId = useFacts((facts) => facts.compoundId);
  useEffect(() => {
    if (asked !== null && isKnown && shownId !== asked) void screen.session.choose(asked);
  }, [screen, asked, isKnown, shownId]);
  if (asked === null) return <Notice text={t('drawing.noneAsked')} />;
  if (person && !person.verbs.includes('compounds.edit')) return <Notice text={t('drawing.forbidden')} />;
  if (fault)
    return (
      <Notice text={said(fault)}>
        <button className="primary" onClick={() => void load()}>
          {t('drawing.again')}
        </button>
      </Notice>
    );
  if (!open) return <Notice text={t('drawing.loading')} />;
  return (
    <Studio
      key={open.editor.getInitialState().revision}
      open={open}
      compoundId={asked}
      onReload={() => void load()}
    />
  );
}

function Notice({ text, children }: { text: string; children?: ReactNode }) {
  const { t } = useText();
  return (
    <div className="planning-notice" role="status">
      <p>{text}</p>
      {children}
      <a className="link" href="/admin#compoundList">
        {t('drawing.toAdmin')}
      </a>
    </div>
  );
}

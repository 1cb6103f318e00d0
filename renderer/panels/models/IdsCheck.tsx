/** A model checked against an IDS file: what passed, what did not, and the elements to go to. */
import { useRef, useState } from 'react';
import type { IdsReport, IdsSpecification } from '#shared/protocol/model.ts';
import type { Fault } from '#shared/protocol/result.ts';
import { goToGlobalId } from '#commands/elements.ts';
import { useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

type Checked =
  | { readonly kind: 'none' | 'running' | 'unreachable' }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'report'; readonly report: IdsReport };

export function IdsCheck({ modelId }: { modelId: string }) {
  const { t, said } = useText();
  const [checked, setChecked] = useState<Checked>({ kind: 'none' });
  const input = useRef<HTMLInputElement>(null);
  const check = async (file: File | undefined) => {
    if (!file) return;
    setChecked({ kind: 'running' });
    setChecked(await ask(modelId, file));
  };
  return (
    <section>
      <h3>{t('report.check')}</h3>
      <button onClick={() => input.current?.click()} disabled={checked.kind === 'running'}>
        {t('report.check.choose')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".ids,.xml"
        data-testid="ids-file"
        onChange={(event) => {
          void check(event.target.files?.[0]);
          // The same file again is a new check.
          event.target.value = '';
        }}
      />
      <div role="status">
        {checked.kind === 'running' && <p className="hint">{t('report.check.running')}</p>}
        {checked.kind === 'unreachable' && <p className="fault">{t('report.check.unreachable')}</p>}
        {checked.kind === 'fault' && <p className="fault">{said(checked.fault)}</p>}
        {checked.kind === 'report' && (
          <>
            {checked.report.title && <p className="hint">{checked.report.title}</p>}
            <ul className="ids">
              {checked.report.specifications.map((one, i) => (
                <Specification key={`${i} ${one.name}`} modelId={modelId} specification={one} />
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}

const PROJECT = /^IfcProject(Library)?$/i;
const MARK = { passed: '✓', failed: '!', 'not-applicable': '–', 'other-version': '–' } as const;

function Specification(props: { modelId: string; specification: IdsSpecification }) {
  const screen = useScreen();
  const { t, said } = useText();
  const { name, outcome, applicable, failed, failures, reason } = props.specification;
  // What is wrong with the project is no element to go to, and not folded away.
  const whole = failures.filter(({ type }) => PROJECT.test(type));
  const elements = failures.filter(({ type }) => !PROJECT.test(type));
  const go = (globalId: string) => {
    screen.choices.setState({ overlay: null });
    void goToGlobalId(screen, props.modelId, globalId);
  };
  return (
    <li className={outcome === 'failed' ? 'look' : 'good'}>
      <span aria-hidden>{MARK[outcome]}</span> <b>{name}</b>{' '}
      <span className="hint">
        {t(`report.check.${outcome}`)} · {t('report.check.counts', { applicable, failed })}
      </span>
      {reason && <p>{said(reason)}</p>}
      {whole.map((one) => (
        <p key={one.element}>
          {t('report.check.whole', { name: one.name || one.type })} {said(one.reason)}
        </p>
      ))}
      {elements.length > 0 && (
        <details>
          <summary>{t('report.check.elements', { count: failed - whole.length })}</summary>
          <ul>
            {elements.map((one) => (
              <li key={one.element}>
                <button className="link" onClick={() => go(one.globalId)}>
                  {one.type} {one.name || one.globalId}
                </button>{' '}
                {said(one.reason)}
              </li>
            ))}
            {failed > failures.length && (
              <li>{t('report.check.more', { count: failed - failures.length })}</li>
            )}
          </ul>
        </details>
      )}
    </li>
  );
}

async function ask(modelId: string, file: File): Promise<Checked> {
  try {
    const response = await fetch(`/api/models/${encodeURIComponent(modelId)}/ids`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ xml: await file.text() }),
    });
    const answer = (await response.json()) as
      { readonly ok: true; readonly report: IdsReport } | { readonly ok: false; readonly error: Fault };
    return answer.ok ? { kind: 'report', report: answer.report } : { kind: 'fault', fault: answer.error };
  } catch {
    return { kind: 'unreachable' };
  }
}

/** Round each panel: its own catch for faults, so that a broken panel leaves the others at work. */
import { Component, type ErrorInfo, type ReactNode } from 'react';
import type { PanelDeclaration } from '#panels/panel.ts';
import { useFacts } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

interface State {
  readonly message: string | null;
  readonly compound: string | null;
}

interface Props {
  readonly panel: string;
  readonly compound: string | null;
  readonly children: ReactNode;
}

export class PanelBoundary extends Component<Props, State> {
  override state: State = { message: null, compound: null };

  static getDerivedStateFromError(error: unknown): Pick<State, 'message'> {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  /** What broke it was of the compound that was shown: another one is tried anew. */
  static getDerivedStateFromProps({ compound }: Pick<Props, 'compound'>, state: State): State | null {
    return compound === state.compound ? null : { compound, message: null };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(`panel ${this.props.panel}`, error, info.componentStack);
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return <Failed message={message} again={() => this.setState({ message: null })} />;
  }
}

function Failed({ message, again }: { message: string; again: () => void }) {
  const { t } = useText();
  return (
    <div className="panel-failed" role="alert">
      <h3>{t('panel.failed')}</h3>
      <p>{message}</p>
      <p className="hint">{t('panel.failed.rest')}</p>
      <button className="primary" onClick={again}>
        {t('panel.again')}
      </button>
    </div>
  );
}

export function PanelFrame({ panel }: { panel: PanelDeclaration }) {
  const { id, Component: Content } = panel;
  const compound = useFacts(({ compoundId }) => compoundId);
  return (
    <div className="panel-frame" data-panel={id}>
      <PanelBoundary panel={id} compound={compound}>
        <Content />
      </PanelBoundary>
    </div>
  );
}

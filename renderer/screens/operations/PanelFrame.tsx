/** Round each panel: its own catch for faults, so that a broken panel leaves the others at work. */
import { Component, type ErrorInfo, type ReactNode } from 'react';
import type { PanelDeclaration } from '#panels/panel.ts';
import { useText } from '#ui/useText.ts';

interface State {
  readonly message: string | null;
}

class PanelBoundary extends Component<{ panel: string; children: ReactNode }, State> {
  override state: State = { message: null };

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : String(error) };
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
  return (
    <div className="panel-frame" data-panel={id}>
      <PanelBoundary panel={id}>
        <Content />
      </PanelBoundary>
    </div>
  );
}

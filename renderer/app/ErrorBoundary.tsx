/** Catches a programmer's fault in the screen: says so, offers the way back, keeps the message in the console. */
import { Component, type ErrorInfo, type ReactNode } from 'react';
import type { TFunction } from 'i18next';

interface State {
  readonly message: string | null;
}

export class ErrorBoundary extends Component<{ children: ReactNode; t: TFunction }, State> {
  override state: State = { message: null };

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    const { t, children } = this.props;
    if (this.state.message === null) return children;
    return (
      <main className="crashed" role="alert">
        <h1>{t('error.title')}</h1>
        <p>{this.state.message}</p>
        <p>{t('error.tip')}</p>
        <button className="primary" onClick={() => location.reload()}>
          {t('error.reload')}
        </button>
      </main>
    );
  }
}

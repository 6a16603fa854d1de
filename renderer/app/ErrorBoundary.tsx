import { Button } from '@mantine/core';
import { IconMoodPuzzled } from '@tabler/icons-react';
import { Component } from 'react';
import type { ErrorInfo, ReactElement, ReactNode } from 'react';
import { EmptyState } from '../ui/EmptyState.tsx';
import { useText } from '../ui/text.ts';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** A change of this value tries again: another ticket, another view. */
  readonly resetKey?: string;
}

interface ErrorBoundaryState {
  readonly hasFailed: boolean;
  readonly failedKey: string | undefined;
}

function FailedPart({ onRetry }: { readonly onRetry: () => void }): ReactElement {
  const t = useText();
  return (
    <div role="alert" style={{ height: '100%' }}>
      <EmptyState icon={IconMoodPuzzled} title={t('shell:failure.title')} text={t('shell:failure.text')}>
        <Button variant="default" onClick={onRetry}>
          {t('retry')}
        </Button>
      </EmptyState>
    </div>
  );
}

/** Keeps a failure inside one pane: the rest of the window goes on, and the pane can be tried again. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { hasFailed: false, failedKey: undefined };

  static getDerivedStateFromError(): Partial<ErrorBoundaryState> {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps(
    props: ErrorBoundaryProps,
    state: ErrorBoundaryState,
  ): Partial<ErrorBoundaryState> | null {
    if (state.hasFailed && state.failedKey !== undefined && state.failedKey !== props.resetKey) {
      return { hasFailed: false, failedKey: undefined };
    }
    if (state.hasFailed && state.failedKey === undefined && props.resetKey !== undefined) {
      return { failedKey: props.resetKey };
    }
    return null;
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error('A part of the window failed', error, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return <FailedPart onRetry={() => this.setState({ hasFailed: false, failedKey: undefined })} />;
  }
}

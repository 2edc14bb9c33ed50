import { Component, createRef, type ReactNode } from 'react';

export interface ErrorBoundaryProps {
  children: ReactNode;
  report: (error: unknown) => void;
}

/**
 * Catches what its children throw while they are drawn, reports it, and says so in their place: the rest of the page
 * stays, and there is a way on.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failed: boolean }> {
  override state = { failed: false };
  readonly #heading = createRef<HTMLHeadingElement>();

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.report(error);
    // What had the focus is gone: whoever cannot see the page must hear what came instead.
    this.#heading.current?.focus();
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <section aria-labelledby="failed">
        <h1 id="failed" ref={this.#heading} tabIndex={-1}>
          This did not work
        </h1>
        <p>The error is ours, and has been noted. What you entered last may be lost.</p>
        <p className="actions">
          <button onClick={() => this.setState({ failed: false })} type="button">
            Try again
          </button>
          <button onClick={() => location.reload()} type="button">
            Load the page anew
          </button>
        </p>
      </section>
    );
  }
}

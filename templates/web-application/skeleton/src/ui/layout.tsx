import type { ReactNode } from 'react';

export interface LayoutProps {
  title: string;
  children: ReactNode;
}

/** The frame of every page: a way past it for those who use the keyboard, and landmarks for those who listen. */
export function Layout({ title, children }: LayoutProps) {
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <header className="frame">
        <a className="brand" href="/">
          {title}
        </a>
      </header>
      {/* Can have the focus, so that the link above leads here. */}
      <main className="frame" id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

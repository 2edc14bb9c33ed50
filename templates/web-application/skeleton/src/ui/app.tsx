import { name } from '../../package.json';
import type { Greetings } from '../domain/greetings.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { GreetingPage } from './greeting-page.tsx';
import { Layout } from './layout.tsx';
import { NotFoundPage } from './not-found-page.tsx';

export interface AppProps {
  greetings: Greetings;
  /** The path of the page that is shown. */
  path: string;
  /** Told of every error that the boundary has caught. */
  report: (error: unknown) => void;
}

export function App({ greetings, path, report }: AppProps) {
  return (
    <Layout title={name}>
      <ErrorBoundary report={report}>
        {path === '/' ? <GreetingPage greetings={greetings} /> : <NotFoundPage path={path} />}
      </ErrorBoundary>
    </Layout>
  );
}

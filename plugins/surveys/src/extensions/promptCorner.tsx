import { AppRootElementBlueprint } from '@backstage/frontend-plugin-api';
import { lazy, Suspense } from 'react';

const PromptCorner = lazy(() =>
  import('../prompt/PromptCorner').then(m => ({ default: m.PromptCorner })),
);

/** The question in the corner, on every page. */
export const promptCorner = AppRootElementBlueprint.make({
  name: 'prompt-corner',
  params: {
    element: (
      <Suspense fallback={null}>
        <PromptCorner />
      </Suspense>
    ),
  },
});

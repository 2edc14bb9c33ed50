import { useApi } from '@backstage/frontend-plugin-api';
import {
  PreviewRequest,
  TemplatePreview,
} from '@waymark-idp/plugin-golden-path-common';
import { useCallback, useEffect, useState } from 'react';
import { goldenPathApiRef } from '../api/goldenPathApiRef';

const PAUSE_MS = 500;

interface PreviewState {
  loading: boolean;
  /** The last one that was rendered; kept while a newer one is under way. */
  preview?: TemplatePreview;
  /** What that one was asked for with. */
  request?: PreviewRequest;
  error?: Error;
  retry(): void;
}

/** Renders the template with `parameters`, again whenever they change. */
export function useTemplatePreview(
  templateRef: string,
  parameters: PreviewRequest['parameters'],
): PreviewState {
  const api = useApi(goldenPathApiRef);
  const [state, setState] = useState<Omit<PreviewState, 'retry'>>({
    loading: true,
  });
  const [attempt, setAttempt] = useState(0);
  // Parameters are a new object on every keystroke; their content is not.
  const request = JSON.stringify({ templateRef, parameters });

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setState(last => ({ ...last, loading: true, error: undefined }));
    const timer = setTimeout(async () => {
      try {
        const asked = JSON.parse(request) as PreviewRequest;
        const preview = await api.createPreview(asked, { signal });
        if (!signal.aborted)
          setState({ loading: false, preview, request: asked });
      } catch (error) {
        if (!signal.aborted)
          setState({ loading: false, error: error as Error });
      }
    }, PAUSE_MS);
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [api, request, attempt]);

  const retry = useCallback(() => setAttempt(count => count + 1), []);
  return { ...state, retry };
}

import { useCallback } from 'react';
import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';

/**
 * Saves what the conformity backend answers as a file: a plain link would carry
 * no sign-in. With a body it is posted.
 */
export function useDownload(): (
  path: string,
  query: URLSearchParams,
  body?: object,
) => Promise<void> {
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  return useCallback(
    async (path, query, body) => {
      const baseUrl = await discoveryApi.getBaseUrl('conformity');
      const response = await fetchApi.fetch(
        `${baseUrl}${path}?${query}`,
        body && {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        },
      );
      if (!response.ok) {
        throw await ResponseError.fromResponse(response);
      }
      const [, name = 'export'] =
        /filename="?([^";]+)/.exec(
          response.headers.get('Content-Disposition') ?? '',
        ) ?? [];
      const url = URL.createObjectURL(await response.blob());
      const link = document.createElement('a');
      link.href = url;
      link.download = name;
      link.click();
      URL.revokeObjectURL(url);
    },
    [discoveryApi, fetchApi],
  );
}

import { AuthService } from '@backstage/backend-plugin-api';
import { BasicPermission } from '@backstage/plugin-permission-common';
import {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import { Readable } from 'node:stream';

/**
 * A collator over what one plugin of ours lists.
 *
 * @param options.type - name of the index, as in the search page's filter
 * @param options.visibleWith - who may read the list may find what is in it
 * @param options.list - asks the plugin, with requests that carry our token
 * @public
 */
export function createCollator(options: {
  auth: AuthService;
  type: string;
  pluginId: string;
  visibleWith: BasicPermission;
  list: (fetchApi: { fetch: typeof fetch }) => Promise<IndexableDocument[]>;
}): DocumentCollatorFactory {
  const { auth, type, pluginId, visibleWith, list } = options;
  return {
    type,
    visibilityPermission: visibleWith,
    async getCollator() {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: pluginId,
      });
      const documents = await list({
        async fetch(input, init) {
          const headers = new Headers(init?.headers);
          headers.set('Authorization', `Bearer ${token}`);
          return await fetch(input, { ...init, headers });
        },
      });
      return Readable.from(documents);
    },
  };
}

import { NotAcceptableError } from './NotAcceptableError';
import { Preview } from '@waymark-idp/plugin-conformity-common';
import {
  renderJson,
  renderJUnit,
  renderMarkdown,
  renderSarif,
  renderText,
} from '@waymark-idp/plugin-conformity-node';
import { Router } from 'express';
import { Readable } from 'stream';
import { PreviewRequest } from '../previews/PreviewService';
import { RouterOptions } from './createRouter';
import { queryString } from './query';

const RENDERERS: Record<string, (preview: Preview) => string> = {
  'application/json': renderJson,
  'application/sarif+json': renderSarif,
  'application/xml': renderJUnit,
  'text/markdown': renderMarkdown,
  'text/plain': renderText,
};

/** `/previews` */
export function addPreviewRoutes(
  router: Router,
  { httpAuth, previews }: Pick<RouterOptions, 'httpAuth' | 'previews'>,
): void {
  router.post('/previews', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const type = req.accepts(Object.keys(RENDERERS));
    if (!type) {
      throw new NotAcceptableError(
        `There is no such format. Accept one of ${Object.keys(RENDERERS).join(
          ', ',
        )}.`,
      );
    }
    // What is refused halfway is not read to its end, and the answer still
    // gets through: the connection closes after it.
    const body = Readable.from(req.iterator({ destroyOnReturn: false }));
    let preview: Preview;
    try {
      preview = await previews.preview(
        body,
        {
          entityRef: queryString(req, 'entityRef'),
          branch: queryString(req, 'branch'),
          facts: req.query.facts as PreviewRequest['facts'],
        },
        { credentials },
      );
    } catch (error) {
      res.setHeader('Connection', 'close');
      throw error;
    }
    res.setHeader('Cache-Control', 'no-store');
    res.type(type).send(RENDERERS[type](preview));
  });
}

import {
  BackstageCredentials,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { Router } from 'express';
import { buffer } from 'node:stream/consumers';
import { extract } from 'tar-stream';

/** A conformity plugin that remembers what it is sent, and answers as it is told. */
export class FakeConformity {
  answer: { status: number; body: object } = { status: 200, body: {} };
  /** What it was asked, the oldest first. */
  readonly asked: Array<{
    query: object;
    principal: BackstageCredentials['principal'];
    files: Map<string, string>;
  }> = [];

  static create(): FakeConformity {
    return new FakeConformity();
  }

  private constructor() {}

  readonly plugin = createBackendPlugin({
    pluginId: 'conformity',
    register: env => {
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        init: async ({ httpAuth, httpRouter }) => {
          const router = Router();
          router.post('/previews', async (req, res) => {
            const { principal } = await httpAuth.credentials(req);
            const archive = req.pipe(extract());
            const files = new Map<string, string>();
            for await (const entry of archive) {
              files.set(entry.header.name, String(await buffer(entry)));
            }
            this.asked.push({ query: req.query, principal, files });
            res.status(this.answer.status).json(this.answer.body);
          });
          httpRouter.use(router);
        },
      });
    },
  });
}

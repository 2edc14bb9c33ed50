import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { StandardsPreviewRequest } from '@waymark-idp/plugin-conformity-common';
import { Request, Response, Router } from 'express';
import { exportStandardsPreview } from '../exports/standardExports';
import { StandardsPreviewService } from '../previews/StandardsPreviewService';
import { audited } from './audited';
import { sendExport } from './sendExport';

const LINES = 'application/x-ndjson';
const PROGRESS_EVERY_MS = 200;

/** One JSON value on each line, as soon as it is there. */
class Lines {
  readonly #res: Response;
  #last = 0;

  constructor(res: Response) {
    this.#res = res;
  }

  /** Of many, some. */
  progress(value: object) {
    const now = Date.now();
    if (now - this.#last >= PROGRESS_EVERY_MS) {
      this.#last = now;
      this.write(value);
    }
  }

  write(value: object) {
    if (!this.#res.headersSent) {
      this.#res.type(LINES);
    }
    this.#res.write(`${JSON.stringify(value)}\n`);
    // Where answers are compressed, they are also held back.
    (this.#res as Response & { flush?: () => void }).flush?.();
  }
}

/** What the routes of contributions need. */
export interface ContributionRoutesOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  standardsPreviews: StandardsPreviewService;
}

/** `/standards/preview`, and the same as a file */
export function addContributionRoutes(
  router: Router,
  { httpAuth, auditor, standardsPreviews }: ContributionRoutesOptions,
): void {
  // Its outcomes tell something of every repository: it is on record who asked what.
  const recorded = <T>(req: Request, work: () => Promise<T>) =>
    audited(
      auditor,
      {
        eventId: 'standards-preview',
        request: req,
        severityLevel: 'low',
        meta: about(req.body),
      },
      work,
    );
  router.post('/standards/preview', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const signal = untilGone(res);
    const lines =
      req.accepts(['application/json', LINES]) === LINES
        ? new Lines(res)
        : undefined;
    const work = () =>
      recorded(req, () =>
        standardsPreviews.preview(req.body, {
          credentials,
          signal,
          onProgress: progress => lines?.progress({ progress }),
        }),
      );
    if (!lines) {
      res.json(await work());
      return;
    }
    try {
      const preview = await work();
      lines.write({ preview });
    } catch (error) {
      if (!res.headersSent) {
        throw error;
      }
      const { name, message } = error as Error;
      lines.write({ error: { name, message } });
    }
    res.end();
  });
  router.post('/exports/standards-preview', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const signal = untilGone(res);
    await recorded(req, () =>
      sendExport(
        req,
        res,
        exportStandardsPreview(standardsPreviews, req.body, {
          credentials,
          signal,
        }),
      ),
    );
  });
}

/** Until nobody waits for the answer any more. */
function untilGone(res: Response): AbortSignal {
  const gone = new AbortController();
  res.on('close', () => gone.abort());
  return gone.signal;
}

function about(request: StandardsPreviewRequest) {
  if ('contribution' in request) {
    const { contribution } = request;
    return contribution.kind === 'new-check'
      ? { kind: contribution.kind, standard: contribution.standard }
      : { kind: contribution.kind, check: contribution.id };
  }
  return { kind: 'files', files: request.files.map(({ path }) => path) };
}

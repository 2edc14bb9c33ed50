import type { Request, Router } from 'express';
import {
  surveysParticipationReadPermission,
  surveysResultsReadPermission,
  surveysWaveReadPermission,
} from '@waymark-idp/plugin-surveys-common';
import { resultsCsv } from '../results/resultsCsv';
import { audited } from './audited';
import type { RouteContext } from './createRouter';

/** Participation and results. */
export function addResultsRoutes(router: Router, context: RouteContext) {
  const { results, auditor } = context;

  const readResults = async <T>(
    request: Request<{ waveId: string }>,
    format: 'json' | 'csv',
    read: (waveId: string) => Promise<T>,
  ) => {
    await context.reader(request, surveysResultsReadPermission);
    const { waveId } = request.params;
    return audited(
      auditor,
      { eventId: 'results-read', request, meta: { waveId, format } },
      () => read(waveId),
    );
  };

  router.get('/waves/:waveId/participation', async (request, response) => {
    const credentials = await context.user(request, surveysWaveReadPermission);
    const { waveId } = request.params;
    const byGroup = await context.allows(
      credentials,
      surveysParticipationReadPermission,
    );
    response.json(
      byGroup
        ? await results.participationByGroup(waveId)
        : await results.participationFor(
            waveId,
            credentials.principal.userEntityRef,
          ),
    );
  });

  router.get('/waves/:waveId/results', async (request, response) => {
    const text = await readResults(request, 'json', waveId =>
      results.resultsText(waveId),
    );
    // Never changes, so the wave is tag enough: no need to hash a megabyte.
    response
      .type('application/json')
      .set('ETag', `"${request.params.waveId}"`)
      .send(text);
  });

  router.get('/waves/:waveId/results.csv', async (request, response) => {
    const csv = resultsCsv(
      await readResults(request, 'csv', waveId => results.results(waveId)),
    );
    response
      .type('text/csv')
      .attachment(`results-${request.params.waveId}.csv`)
      .send(csv);
  });
}

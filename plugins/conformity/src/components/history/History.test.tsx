import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { discoveryApiRef, fetchApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { mockFixesApi } from '../../__fixtures__/fixes';
import {
  evaluatedScorecard,
  mockConformityApi,
} from '../../__fixtures__/scorecards';
import { mockWaiversApi } from '../../__fixtures__/waivers';
import { conformityApiRef } from '../../api/conformityApiRef';
import { fixesApiRef } from '../../api/fixesApiRef';
import { snapshotsApiRef } from '../../api/snapshotsApiRef';
import { waiversApiRef } from '../../api/waiversApiRef';
import { ScorecardPanel } from '../scorecard/ScorecardPanel';

describe('what is below the checks of a scorecard', () => {
  it('tells how it came to this, and gives badge and export away', async () => {
    const api = mockConformityApi();
    api.getScorecard.mockResolvedValue(evaluatedScorecard());
    api.getHistory.mockResolvedValue({
      items: [
        {
          check: 'ci',
          from: 'failed',
          to: 'passed',
          message: 'CI runs.',
          at: '2026-01-02T10:00:00Z',
        },
      ],
    });
    const snapshots = {
      getBadgeLink: jest.fn(async () => ({
        url: 'https://portal.example.org/badge.svg',
        public: true,
      })),
    };
    const fetched: string[] = [];
    const user = userEvent.setup();
    renderInTestApp(<ScorecardPanel entityRef="component:default/orders" />, {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [conformityApiRef, api],
        [fixesApiRef, mockFixesApi()],
        [waiversApiRef, mockWaiversApi()],
        [snapshotsApiRef, snapshots],
        mockApis.permission(),
        [
          discoveryApiRef,
          { getBaseUrl: async (id: string) => `http://portal/api/${id}` },
        ],
        [
          fetchApiRef,
          {
            fetch: async (url: string) => {
              fetched.push(url);
              return new Response(null, { status: 503 });
            },
          },
        ],
      ] as any,
    });
    await user.click(await screen.findByRole('button', { name: 'History' }));
    const changes = await screen.findByRole('table', { name: 'History' });
    expect(within(changes).getAllByRole('row')[1]).toHaveTextContent(
      /Title of ciFailed → PassedCI runs\./,
    );
    // The day before, ci had failed: of 15 weights, none passed.
    await user.click(
      screen.getByRole('button', { name: 'The same as a table' }),
    );
    const scores = screen.getByRole('table', { name: 'Score, day by day' });
    expect(
      within(scores)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual(['6.6', '0']);

    await user.click(screen.getByRole('button', { name: 'Badge' }));
    expect(
      await screen.findByRole('img', { name: 'Level and score of orders' }),
    ).toHaveAttribute('src', 'https://portal.example.org/badge.svg');
    expect(
      screen.getByText(/^\[!\[Level and score of orders\]\(https/),
    ).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Export' }));
    await user.click(screen.getByRole('menuitem', { name: 'As CSV' }));
    await waitFor(() =>
      expect(fetched).toEqual([
        'http://portal/api/conformity/exports/scorecards/component/default/orders?format=csv',
      ]),
    );
  });
});

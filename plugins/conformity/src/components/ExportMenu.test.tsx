import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  discoveryApiRef,
  fetchApiRef,
  toastApiRef,
} from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { mockFleetApi } from '../__fixtures__/scorecards';
import { mockWaiversApi } from '../__fixtures__/waivers';
import { fleetApiRef } from '../api/fleetApiRef';
import { waiversApiRef } from '../api/waiversApiRef';
import { componentsRouteRef, standardsRouteRef } from '../routes';
import { NextSteps } from './next/NextSteps';
import { TrendView } from './trend/TrendView';
import { AllWaivers } from './waivers/AllWaivers';

const REQUEST = { by: 'owner', key: 'group:default/a b', days: 30 } as const;

describe('the export of a page', () => {
  it('has the filter of the page, and says why there is none', async () => {
    const fleet = mockFleetApi();
    fleet.getTrend.mockResolvedValue({
      ...REQUEST,
      points: [
        {
          day: '2026-01-02',
          components: 1,
          counts: {
            passed: 1,
            failed: 0,
            'not-applicable': 0,
            waived: 0,
            error: 0,
          },
          levels: { none: 1, bronze: 0, silver: 0, gold: 0 },
        },
      ],
      changes: [],
    });
    fleet.getNextSteps.mockResolvedValue({
      owner: 'group:default/shop',
      items: [
        {
          check: {
            id: 'ci',
            title: 'CI runs',
            level: 'bronze',
            weight: 1,
            why: 'W',
            fix: 'F',
          },
          standard: { name: 'delivery', title: 'Delivery' },
          gain: 1,
          total: 1,
          components: [{ entityRef: 'component:default/orders' }],
        },
      ],
    });
    const fetched: string[] = [];
    const toasts = { post: jest.fn() };
    const user = userEvent.setup();
    renderInTestApp(
      <>
        <TrendView request={REQUEST} />
        <NextSteps owner="group:default/shop" />
        <AllWaivers version={0} />
      </>,
      {
        mountedRoutes: {
          '/components': componentsRouteRef,
          '/standards': standardsRouteRef,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
        apis: [
          [fleetApiRef, fleet],
          [waiversApiRef, mockWaiversApi()],
          [toastApiRef, toasts as never],
          [
            discoveryApiRef,
            { getBaseUrl: async (id: string) => `http://portal/api/${id}` },
          ],
          [
            fetchApiRef,
            {
              fetch: async url => {
                fetched.push(
                  String(url).replace('http://portal/api/conformity', ''),
                );
                return new Response(
                  JSON.stringify({ error: { message: 'Not for you.' } }),
                  { status: 403 },
                );
              },
            },
          ],
        ],
      },
    );
    await waitFor(() =>
      expect(screen.getAllByRole('button', { name: 'Export' })).toHaveLength(3),
    );
    for (const [i, format] of ['CSV', 'JSON', 'CSV'].entries()) {
      await user.click(screen.getAllByRole('button', { name: 'Export' })[i]);
      await user.click(screen.getByRole('menuitem', { name: `As ${format}` }));
      await waitFor(() => expect(fetched).toHaveLength(i + 1));
    }
    expect(fetched).toEqual([
      '/exports/trend?format=csv&by=owner&key=group%3Adefault%2Fa+b&days=30',
      '/exports/next/group/default/shop?format=json',
      '/exports/waivers?format=csv',
    ]);
    expect(toasts.post).toHaveBeenCalledTimes(3);
    expect(toasts.post).toHaveBeenCalledWith(
      expect.objectContaining({ title: 'The export failed' }),
    );
  });
});

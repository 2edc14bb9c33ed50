import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { surveysApiRef } from '../api/surveysApiRef';
import { EntitiesField } from '../util/EntityField';
import { Milestones } from './Milestones';
import { Schedules } from './Schedules';

async function open(element: JSX.Element, api: object = {}) {
  const group = (name: string, displayName?: string) => ({
    ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Group' },
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [], profile: { displayName } },
  });
  const catalog = catalogApiMock({
    entities: [group('ordering', 'Ordering'), group('security')],
  });
  await renderInTestApp(element, {
    apis: [
      [surveysApiRef, api as any],
      [catalogApiRef, catalog],
    ],
  });
}

it('says when the next wave begins, in words, and lets it pause', async () => {
  const schedule = {
    ...{ id: 's1', surveyId: 'platform', paused: false },
    ...{ recurrence: { every: 'P3M', from: '2026-01-01T09:00' } },
    ...{ nextAt: '2027-01-01T09:00:00Z', lastProblem: 'Nobody was there.' },
  };
  const setPaused = jest.fn().mockResolvedValue({});
  await open(<Schedules />, {
    schedules: { list: async () => ({ items: [schedule] }), setPaused },
    getSurveys: async () => ({
      items: [{ id: 'platform', title: 'The platform' }],
    }),
  });
  expect(await screen.findByText('The platform')).toBeInTheDocument();
  expect(screen.getByText(/^Every three months · .*2027/)).toBeInTheDocument();
  expect(screen.getByText(/Nobody was there/)).toBeInTheDocument();
  await userEvent.click(
    screen.getByRole('button', { name: /Pause.*The platform/ }),
  );
  expect(setPaused).toHaveBeenCalledWith('s1', true);
});

it('notes what happened, and takes it back', async () => {
  const items = [
    {
      ...{ id: 'm1', kind: 'template-version', title: 'service 1.2.0' },
      happenedAt: '2026-05-01T00:00:00Z',
    },
  ];
  const create = jest.fn().mockResolvedValue({});
  const remove = jest.fn().mockResolvedValue(undefined);
  const list = jest.fn().mockResolvedValue({ items });
  await open(<Milestones />, {
    milestones: { list, create, delete: remove },
  });
  expect(
    await screen.findByText(/A version of a template ·.*2026/),
  ).toBeInTheDocument();
  await userEvent.type(
    screen.getByLabelText(/In a few words/),
    'Portal 2.0{Enter}',
  );
  expect(create).toHaveBeenCalledWith({ kind: 'release', title: 'Portal 2.0' });
  await userEvent.click(
    screen.getByRole('button', { name: /Remove.*service 1.2.0/ }),
  );
  expect(remove).toHaveBeenCalledWith('m1');
  expect(list).toHaveBeenCalledTimes(3);
});

it('offers what the catalog has, by its title', async () => {
  const onChange = jest.fn();
  await open(
    <EntitiesField
      kinds={['group']}
      label="Groups"
      value={['group:default/gone']}
      onChange={onChange}
    />,
  );
  await userEvent.click(screen.getByRole('button', { name: /Groups/ }));
  await userEvent.click(
    await screen.findByRole('option', { name: 'Ordering' }),
  );
  expect(onChange).toHaveBeenCalledWith([
    'group:default/gone',
    'group:default/ordering',
  ]);
  expect(screen.getByRole('option', { name: 'security' })).toBeInTheDocument();
});

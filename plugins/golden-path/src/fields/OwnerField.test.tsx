import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expectAccessible } from '../__testUtils__/expectAccessible';
import { OwnerField } from './OwnerField';

jest.setTimeout(30_000);

const group = (name: string, displayName?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: { profile: { displayName } },
});
const groups = [
  group('payments', 'Payments'),
  group('data'),
  group('ordering', 'Ordering'),
];

const changed = jest.fn();

function Form(props: { initial?: string }) {
  const [value, setValue] = useState(props.initial);
  const fieldProps = {
    formData: value,
    onChange: (next?: string) => {
      changed(next);
      setValue(next);
    },
    schema: { title: 'Owner', description: 'Who runs it.' },
    required: true,
  };
  return (
    <main>
      <OwnerField {...(fieldProps as any)} />
    </main>
  );
}

async function render(options: {
  memberOf: string[];
  initial?: string;
  getEntities?: jest.Mock;
}) {
  changed.mockReset();
  const { memberOf, initial } = options;
  const getEntities =
    options.getEntities ?? jest.fn().mockResolvedValue({ items: groups });
  const getEntityByRef = jest.fn().mockResolvedValue({
    relations: [
      { type: 'ownerOf', targetRef: 'group:default/data' },
      ...memberOf.map(name => ({
        type: 'memberOf',
        targetRef: `group:default/${name}`,
      })),
    ],
  });
  await renderInTestApp(<Form initial={initial} />, {
    apis: [
      [catalogApiRef, { getEntities, getEntityByRef } as any],
      mockApis.identity({ userEntityRef: 'user:default/ada' }),
    ] as any,
  });
}

const options = async () => {
  await userEvent.click(await screen.findByRole('button', { name: /Owner/ }));
  return screen.getAllByRole('option').map(option => option.textContent);
};

it('has the one team of the user chosen, and offers all others', async () => {
  await render({ memberOf: ['ordering'] });
  expect(
    await screen.findByRole('button', { name: /Ordering \(your team\)/ }),
  ).toBeInTheDocument();
  expect(changed.mock.calls).toEqual([['group:default/ordering']]);
  await expectAccessible(screen.getByRole('main'));
  expect(await options()).toEqual(['Ordering (your team)', 'data', 'Payments']);
  await userEvent.click(screen.getByRole('option', { name: 'Payments' }));
  expect(changed).toHaveBeenLastCalledWith('group:default/payments');
});

it('leaves the choice to who is in several teams, and what was chosen before', async () => {
  await render({ memberOf: ['payments', 'ordering'] });
  expect(await options()).toEqual([
    'Ordering (your team)',
    'Payments (your team)',
    'data',
  ]);
  expect(changed).not.toHaveBeenCalled();
});

it('keeps what was chosen elsewhere', async () => {
  await render({ memberOf: ['ordering'], initial: 'group:default/gone' });
  expect(
    await screen.findByRole('button', { name: /gone/ }),
  ).toBeInTheDocument();
  expect(await options()).toContain('Ordering (your team)');
  expect(changed).not.toHaveBeenCalled();
});

it('takes an entity ref where the teams cannot be loaded', async () => {
  const getEntities = jest.fn().mockRejectedValue(new Error('Away.'));
  await render({ memberOf: [], getEntities });
  expect(await screen.findByText(/could not be loaded: Away/)).toBeVisible();
  await userEvent.type(screen.getByLabelText(/Owner/), 'group:default/x');
  expect(changed).toHaveBeenLastCalledWith('group:default/x');
});

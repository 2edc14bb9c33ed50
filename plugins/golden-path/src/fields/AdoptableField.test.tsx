import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expectAccessible } from '../__testUtils__/expectAccessible';
import { AdoptableField } from './AdoptableField';

jest.setTimeout(30_000);

const component = (name: string, annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default', annotations },
});
const source = { 'backstage.io/source-location': 'url:https://git.example/a/' };

const changed = jest.fn();

function Form(props: { initial?: string }) {
  const [value, setValue] = useState(props.initial);
  const fieldProps = {
    formData: value,
    onChange: (next?: string) => {
      changed(next);
      setValue(next);
    },
    schema: { title: 'Repository' },
  };
  return (
    <main>
      <AdoptableField {...(fieldProps as any)} />
    </main>
  );
}

async function render(getEntities: jest.Mock, initial?: string) {
  changed.mockReset();
  await renderInTestApp(<Form initial={initial} />, {
    apis: [
      [catalogApiRef, { getEntities } as any],
      mockApis.identity({
        userEntityRef: 'user:default/ada',
        ownershipEntityRefs: ['user:default/ada', 'group:default/payments'],
      }),
    ] as any,
  });
}

it('offers the components of my teams that come from no template, and any other repository', async () => {
  const user = userEvent.setup();
  const getEntities = jest.fn().mockResolvedValue({
    items: [
      component('refunds', source),
      component('ledger', source),
      component('nowhere', {}),
      component('created', {
        ...source,
        'backstage.io/source-template': 'template:default/service',
      }),
    ],
  });
  await render(getEntities);
  await user.click(await screen.findByRole('button', { name: /Repository/ }));
  expect(getEntities.mock.calls[0][0].filter).toEqual({
    kind: 'Component',
    'relations.ownedBy': ['user:default/ada', 'group:default/payments'],
  });
  expect(
    screen.getAllByRole('option').map(option => option.textContent),
  ).toEqual(['ledger', 'refunds', 'Another repository, by its address']);
  await user.click(screen.getByRole('option', { name: 'ledger' }));
  expect(changed).toHaveBeenLastCalledWith('component:default/ledger');
  expect(screen.queryByLabelText(/Address/)).not.toBeInTheDocument();

  await user.click(screen.getByRole('button', { name: /Repository/ }));
  await user.click(screen.getByRole('option', { name: /Another/ }));
  expect(changed).toHaveBeenLastCalledWith(undefined);
  await user.type(screen.getByLabelText(/Address/), 'https://git.example/b/c');
  expect(changed).toHaveBeenLastCalledWith('https://git.example/b/c');
  await expectAccessible(screen.getByRole('main'));
});

it('keeps what was chosen elsewhere', async () => {
  await render(
    jest.fn().mockResolvedValue({ items: [] }),
    'component:default/orders',
  );
  expect(
    await screen.findByRole('button', { name: /component:default\/orders/ }),
  ).toBeInTheDocument();
  expect(changed).not.toHaveBeenCalled();
});

it('takes an address where the components cannot be loaded', async () => {
  await render(jest.fn().mockRejectedValue(new Error('Away.')));
  expect(await screen.findByText(/could not be loaded: Away/)).toBeVisible();
  await userEvent.type(screen.getByLabelText(/Address/), 'https://x/y/z');
  expect(changed).toHaveBeenLastCalledWith('https://x/y/z');
});

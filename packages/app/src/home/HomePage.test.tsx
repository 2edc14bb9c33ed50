import {
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import { HomePage } from './HomePage';

// The conformity plugin tests what it shows; here it only has a place.
jest.mock('@waymark-idp/plugin-conformity', () => ({
  MyServicesConformity: () => <p>My scores</p>,
}));

// So does the surveys plugin.
jest.mock('@waymark-idp/plugin-surveys', () => ({
  YouSaidWeDid: () => <p>My promises</p>,
}));

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'typescript-service', title: 'TypeScript service' },
  spec: { type: 'service', steps: [] },
};

const wave = {
  id: 'w1',
  title: 'How is the platform?',
  closesAt: '2030-05-04T10:00:00Z',
};

async function renderPage(invitations: () => Promise<unknown>) {
  await renderInTestApp(<HomePage />, {
    config: {
      waymark: {
        contacts: [{ title: 'Chat', url: 'https://chat.example.com/platform' }],
      },
    },
    apis: [
      [catalogApiRef, catalogApiMock({ entities: [template] })],
      [discoveryApiRef, { getBaseUrl: async id => `http://portal/api/${id}` }],
      [
        fetchApiRef,
        {
          fetch: async () =>
            new Response(JSON.stringify(await invitations()), { status: 200 }),
        },
      ],
      [
        identityApiRef,
        { getProfileInfo: async () => ({ displayName: 'Dana' }) } as any,
      ],
    ],
  });
}

describe('HomePage', () => {
  it('leads to the three jobs with what is there today, and says where to ask', async () => {
    await renderPage(async () => ({
      items: [
        { wave, participated: false },
        { wave: { id: 'w2', title: 'Onboarding' }, participated: true },
      ],
    }));
    expect(
      await screen.findByRole('heading', { name: 'Hello, Dana' }),
    ).toBeInTheDocument();

    const create = screen.getByRole('region', { name: 'Create a service' });
    expect(
      await within(create).findByRole('link', { name: 'TypeScript service' }),
    ).toHaveAttribute('href', '/create/templates/default/typescript-service');
    expect(
      within(create).getByRole('link', { name: 'Choose a template' }),
    ).toHaveAttribute('href', '/create');

    const conform = screen.getByRole('region', { name: 'My services' });
    expect(within(conform).getByText('My scores')).toBeInTheDocument();

    const answer = screen.getByRole('region', { name: 'Be heard' });
    expect(
      await within(answer).findByRole('link', { name: 'How is the platform?' }),
    ).toHaveAttribute('href', '/surveys/waves/w1');
    expect(within(answer).getByText(/open until .*4/)).toBeInTheDocument();
    expect(
      within(answer).queryByRole('link', { name: 'Onboarding' }),
    ).not.toBeInTheDocument();
    expect(within(answer).getByText('Answered, thank you')).toBeInTheDocument();
    expect(screen.getByText('My promises')).toBeInTheDocument();

    expect(screen.getByRole('link', { name: /Chat/ })).toHaveAttribute(
      'href',
      'https://chat.example.com/platform',
    );
  });

  it('keeps the rest when one part cannot be loaded', async () => {
    await renderPage(async () => {
      throw new Error('down');
    });
    const answer = screen.getByRole('region', { name: 'Be heard' });
    expect(await within(answer).findByRole('status')).toHaveTextContent(
      /could not be loaded/,
    );
    expect(
      await screen.findByRole('link', { name: 'TypeScript service' }),
    ).toBeInTheDocument();
  });
});

import { discoveryApiRef, IdentityApi } from '@backstage/frontend-plugin-api';
import { githubAuthApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { oidcAuthApiRef } from './oidcAuthApi';
import { SignInPage } from './SignInPage';

const accounts = [
  { name: 'developer', title: 'Developer', description: 'Builds services.' },
  { name: 'newcomer', title: 'Newcomer' },
];

function sessionOf(entityRef: string) {
  return {
    profile: { displayName: 'Dana' },
    backstageIdentity: {
      token: `header.${window.btoa('{"exp":4102444800}')}.signature`,
      identity: {
        type: 'user',
        userEntityRef: entityRef,
        ownershipEntityRefs: [entityRef],
      },
    },
  };
}

function answer(status: number, body: object) {
  return {
    ok: status < 400,
    status,
    json: async () => body,
    text: async () => JSON.stringify(body),
    headers: new Headers({ 'content-type': 'application/json' }),
  };
}

async function renderPage(data: object) {
  const onSignInSuccess = jest.fn<void, [IdentityApi]>();
  const github = {
    getBackstageIdentity: jest.fn(async () => undefined as any),
    getProfile: jest.fn(async () => ({ displayName: 'Octo' })),
    signOut: jest.fn(),
  };
  const { unmount } = await renderInTestApp(
    <SignInPage onSignInSuccess={onSignInSuccess} />,
    {
      config: data as any,
      apis: [
        [
          discoveryApiRef,
          { getBaseUrl: async id => `http://portal/api/${id}` },
        ],
        [githubAuthApiRef, github as any],
        [oidcAuthApiRef, github as any],
      ],
    },
  );
  return { onSignInSuccess, github, unmount };
}

const withAccounts = {
  app: { title: 'Waymark' },
  auth: { providers: { 'sample-accounts': { accounts } } },
};

describe('SignInPage', () => {
  const fetchMock = jest.fn();
  const originalFetch = global.fetch;

  beforeEach(() => {
    window.localStorage.clear();
    fetchMock.mockReset();
    global.fetch = fetchMock;
  });
  afterEach(() => {
    global.fetch = originalFetch;
  });

  it('signs in as the chosen account, again after a reload, and not after signing out', async () => {
    fetchMock.mockResolvedValue(
      answer(200, sessionOf('user:default/developer')),
    );
    const first = await renderPage(withAccounts);
    const list = screen.getByRole('list');
    expect(within(list).getAllByRole('button')).toHaveLength(2);

    await userEvent.click(screen.getByRole('button', { name: /^Developer/ }));
    await waitFor(() => expect(first.onSignInSuccess).toHaveBeenCalledTimes(1));
    const [url, request] = fetchMock.mock.calls[0];
    expect(url).toBe('http://portal/api/auth/sample-accounts/refresh');
    expect(request.headers.get('x-waymark-sample-account')).toBe('developer');
    first.unmount();

    const second = await renderPage(withAccounts);
    await waitFor(() =>
      expect(second.onSignInSuccess).toHaveBeenCalledTimes(1),
    );
    const [identity] = second.onSignInSuccess.mock.calls[0];
    await expect(identity.getBackstageIdentity()).resolves.toMatchObject({
      userEntityRef: 'user:default/developer',
    });
    await identity.signOut();
    second.unmount();

    await renderPage(withAccounts);
    expect(
      await screen.findByRole('button', { name: /^Newcomer/ }),
    ).toBeInTheDocument();
  });

  it('explains an account that the catalog does not have yet, and offers two ways on', async () => {
    fetchMock.mockResolvedValueOnce(
      answer(404, {
        error: { name: 'NotFoundError', message: 'User not found' },
        response: { statusCode: 404 },
      }),
    );
    const { onSignInSuccess } = await renderPage(withAccounts);
    await userEvent.click(screen.getByRole('button', { name: /^Newcomer/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /does not know this person yet/,
    );

    fetchMock.mockResolvedValue(
      answer(200, sessionOf('user:default/newcomer')),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
  });

  it('goes back from an error to the choice', async () => {
    fetchMock.mockRejectedValue(new TypeError('Failed to fetch'));
    await renderPage(withAccounts);
    await userEvent.click(screen.getByRole('button', { name: /^Newcomer/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Failed to fetch',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Back to the choice' }),
    );
    expect(
      await screen.findByRole('button', { name: /^Developer/ }),
    ).toBeInTheDocument();
  });

  it('offers the configured providers, and only asks with a window when told to', async () => {
    const config = { app: { signIn: { providers: ['github', 'oidc'] } } };
    const first = await renderPage(config);
    first.github.getBackstageIdentity.mockResolvedValue({
      token: 't',
      identity: sessionOf('user:default/octo').backstageIdentity.identity,
    });
    expect(screen.getAllByRole('button')).toHaveLength(2);
    await userEvent.click(
      screen.getByRole('button', { name: 'Continue with GitHub' }),
    );
    await waitFor(() => expect(first.onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(first.github.getBackstageIdentity).toHaveBeenCalledWith({
      instantPopup: true,
    });
    first.unmount();

    const second = await renderPage(config);
    expect(second.github.getBackstageIdentity).toHaveBeenCalledWith({
      optional: true,
    });
    // No session any more: back to the choice, without a window.
    expect(
      await screen.findByRole('button', { name: 'Continue with GitHub' }),
    ).toBeInTheDocument();
  });

  it('says so where no way to sign in is configured', async () => {
    await renderPage({});
    expect(
      screen.getByText('No way to sign in is configured'),
    ).toBeInTheDocument();
  });
});

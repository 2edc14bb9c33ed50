import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { discoveryApiRef, fetchApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { StandardsPreview } from '@waymark-idp/plugin-conformity-common';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { contributionsApiRef } from '../../api/contributionsApiRef';
import { ContributionPreviewField } from './ContributionPreviewField';

const preview: StandardsPreview = {
  checks: [{ check: 'has-licence', change: 'new' }],
  problems: [],
  files: [
    { path: 'standards/basics.yaml', before: 'a\n', after: 'a\nid: b\n' },
  ],
  components: 12,
  changed: 1,
  changes: [
    {
      entityRef: 'component:default/stock',
      title: 'Stock',
      outcomes: [{ check: 'has-licence', to: 'failed' }],
      before: { score: 100 },
      after: { score: 75 },
    },
  ],
  unread: [{ entityRef: 'component:default/web', reason: 'Away' }],
  before: 90,
  after: 87.5,
};

const form = {
  kind: 'new-check',
  standard: 'basics',
  check: 'id: has-licence',
};

function render(
  formData: object,
  previewStandards = jest.fn(),
  fetched: typeof fetch = jest.fn(),
) {
  renderInTestApp(
    <ContributionPreviewField {...({ formContext: { formData } } as any)} />,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [contributionsApiRef, { previewStandards } as any],
        [
          discoveryApiRef,
          { getBaseUrl: async (id: string) => `http://portal/api/${id}` },
        ],
        [fetchApiRef, { fetch: fetched }],
      ],
    },
  );
  return previewStandards;
}

describe('the preview of a contribution', () => {
  it('tells how far it is, and then who would be scored otherwise', async () => {
    let finish: (value: StandardsPreview) => void = () => {};
    const asked = render(
      form,
      jest.fn((_, { onProgress }) => {
        onProgress({ done: 3, of: 12 });
        return new Promise(resolve => {
          finish = resolve;
        });
      }),
    );
    expect(
      await screen.findByRole('progressbar', { name: '3 of 12 components' }),
    ).toHaveAttribute('value', '3');
    expect(asked.mock.calls[0][0]).toEqual({
      contribution: {
        kind: 'new-check',
        standard: 'basics',
        check: 'id: has-licence',
      },
    });
    finish(preview);
    expect(
      await screen.findByText(
        /Of 12 components, one would be scored otherwise\. The mean of the scores goes from 90 to 87\.5\. One component could not be read/,
      ),
    ).toBeInTheDocument();
    const row = screen.getByRole('row', { name: /Stock/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual(['new → failed', '100 → 75']);
    expect(screen.getByText('1 line added')).toBeInTheDocument();
    await expectAccessible(
      screen.getByRole('region', { name: 'What it would do to scores' }),
    );
  });

  it('shows the first, and saves all of them', async () => {
    const fetched = jest.fn(
      async () =>
        new Response('component\r\n', {
          headers: {
            'Content-Disposition':
              'attachment; filename="standards-preview.csv"',
          },
        }),
    );
    const changes = Array.from({ length: 60 }, (_, i) => ({
      ...preview.changes[0],
      entityRef: `component:default/copy-${i}`,
      title: `Copy ${i}`,
    }));
    // What the browser has, and the DOM of the tests has not.
    const urls = { createObjectURL: jest.fn(), revokeObjectURL: jest.fn() };
    Object.assign(URL, urls);
    const saved: string[] = [];
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function save(this: HTMLAnchorElement) {
        saved.push(this.download);
      });
    render(
      form,
      jest.fn().mockResolvedValue({ ...preview, changed: 260, changes }),
      fetched,
    );
    expect(
      await screen.findByText(
        'The first 50 are shown, the largest loss first. The export has all of them.',
      ),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('row')).toHaveLength(51);
    for (const format of ['CSV', 'JSON']) {
      await userEvent.click(screen.getByRole('button', { name: 'Export' }));
      await userEvent.click(
        screen.getByRole('menuitem', { name: `As ${format}` }),
      );
      await waitFor(() =>
        expect(fetched).toHaveBeenLastCalledWith(
          `http://portal/api/conformity/exports/standards-preview?format=${format.toLowerCase()}`,
          {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ contribution: form }),
          },
        ),
      );
    }
    await waitFor(() =>
      expect(saved).toEqual(['standards-preview.csv', 'standards-preview.csv']),
    );
    click.mockRestore();
  });

  it("says what is wrong in the backend's words, and tries again", async () => {
    const asked = render(
      form,
      jest
        .fn()
        .mockRejectedValueOnce(new Error('The check does not work: level'))
        .mockResolvedValue({ ...preview, changed: 0, changes: [] }),
    );
    expect(
      await screen.findByText('The check does not work: level'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText(/No component would be scored otherwise/),
    ).toBeInTheDocument();
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('asks nothing where no score can change, or something is missing', async () => {
    const asked = render({
      kind: 'survey-question',
      survey: 'experience',
      question: 'id: a',
    });
    expect(await screen.findByText(/changes no score/)).toBeInTheDocument();
    expect(asked).not.toHaveBeenCalled();
  });
});

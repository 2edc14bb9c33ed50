import { renderInTestApp } from '@backstage/frontend-test-utils';
import { TemplatePreview as Preview } from '@waymark-idp/plugin-golden-path-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { goldenPathApiRef } from '../api/goldenPathApiRef';
import { TemplatePreview } from './TemplatePreview';

const preview: Preview = {
  templateRef: 'template:default/typescript-service',
  files: [
    { path: 'Dockerfile', size: 11, content: 'FROM node\n' },
    { path: 'README.md', size: 9, content: '# orders\n' },
    { path: 'logo.png', size: 2048, binary: true },
  ],
  skipped: [
    {
      id: 'publish',
      name: 'Create the repository',
      action: 'publish:repository',
      reason: 'It would create a repository.',
    },
  ],
  warnings: [],
};

const templateRef = 'template:default/typescript-service';

it('shows the rendered files, the README first, and what follows', async () => {
  const createPreview = jest.fn().mockResolvedValue(preview);
  await renderInTestApp(
    <TemplatePreview
      templateRef={templateRef}
      parameters={{ name: 'orders' }}
    />,
    { apis: [[goldenPathApiRef, { createPreview } as any]] },
  );

  expect(await screen.findByText('# orders')).toBeInTheDocument();
  expect(createPreview).toHaveBeenCalledTimes(1);
  expect(createPreview.mock.calls[0][0]).toEqual({
    templateRef,
    parameters: { name: 'orders' },
  });
  expect(screen.getByText('Create the repository')).toBeInTheDocument();

  await userEvent.click(screen.getByRole('button', { name: 'Dockerfile' }));
  expect(screen.getByText('FROM node')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'logo.png' }));
  expect(screen.getByText(/not text \(2\.0 KiB\)/)).toBeInTheDocument();
});

it("says what is wrong in the backend's words, and tries again", async () => {
  const createPreview = jest
    .fn()
    .mockRejectedValueOnce({
      message: 'Request failed with 400 Bad Request',
      body: { error: { message: 'The owner is missing.' } },
    })
    .mockResolvedValue(preview);
  await renderInTestApp(
    <TemplatePreview templateRef={templateRef} parameters={{}} />,
    { apis: [[goldenPathApiRef, { createPreview } as any]] },
  );

  expect(await screen.findByText('The owner is missing.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('# orders')).toBeInTheDocument();
});

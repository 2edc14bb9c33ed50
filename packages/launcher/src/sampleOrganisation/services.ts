/** One change that somebody made by hand. */
export type HandChange =
  | { file: string; append: string }
  | { file: string; replace: string; with: string }
  | { file: string; remove: true };

/** A service that came from a template, some time ago. */
export interface SampleService {
  /** The folder of the template below `templates`. */
  template: string;
  /** How many versions it is behind, where the template has had so many. */
  versionsBehind: number;
  /** As in the form. */
  parameters: {
    name: string;
    description: string;
    owner: string;
    system: string;
  };
  /** After it was created. */
  changes: HandChange[];
}

/** What shows drift and upgrades from the first minute. */
export const sampleServices: SampleService[] = [
  {
    template: 'typescript-service',
    versionsBehind: 1,
    parameters: {
      name: 'invoices',
      description: 'Writes an invoice for every order that was paid.',
      owner: 'group:default/ordering',
      system: 'system:default/order-management',
    },
    changes: [
      {
        file: 'README.md',
        append:
          '\n## Month ends\n\nOn the last working day all open invoices are sent: expect ten times the load until noon.\n',
      },
      // The template has changed the line after it since: the upgrade has a conflict.
      {
        file: 'src/config.ts',
        replace:
          "PHRASES_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4010'),\n",
        with: "PHRASES_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4020'),\n",
      },
    ],
  },
  {
    template: 'typescript-service',
    versionsBehind: 2,
    parameters: {
      name: 'stock-levels',
      description: 'Knows how many of everything there are, and where.',
      owner: 'group:default/ordering',
      system: 'system:default/order-management',
    },
    changes: [
      { file: 'CONTRIBUTING.md', remove: true },
      {
        file: 'docs/runbook.md',
        append:
          '\n## Stocktaking\n\nWhile the warehouses count, levels may be an hour old. That is not an incident.\n',
      },
      { file: '.waymark/ignore', append: 'README.md\n' },
    ],
  },
];

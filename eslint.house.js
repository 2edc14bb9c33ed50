const createConfig = require('@backstage/cli/config/eslint-factory');

/** Rooms that others stand on: they know of nobody else here. */
const GROUND_FLOOR = [
  '@waymark-idp/plugin-repositories-node',
  '@waymark-idp/plugin-statistics-common',
  '@waymark-idp/git-host',
];

/** Released Backstage parts that are made to be built upon by other plugins. */
const EXTENDED_ON_PURPOSE = ['@backstage/plugin-catalog'];

/**
 * Backstage's lint rules and those of this house: imports point one way,
 * `-common` packages do nothing by themselves, and files stay readable.
 *
 * @param {string} dir - the package's folder
 * @param {object} [extra] - what only this package needs
 */
module.exports = function house(dir, extra = {}) {
  const { name, backstage } = require(`${dir}/package.json`);
  const isCommon = backstage.role === 'common-library';
  return createConfig(dir, {
    ...extra,
    restrictedImportPatterns: [
      ...(GROUND_FLOOR.includes(name) ? ['@waymark-idp/*'] : []),
      ...(isCommon ? ['node:*', 'knex', 'express'] : []),
      // Plugins meet over HTTP clients, events and catalog annotations.
      ...(name.endsWith('-backend') ? [] : ['@waymark-idp/plugin-*-backend']),
    ].filter(pattern => !(name === 'backend' && pattern.endsWith('-backend'))),
    restrictedSyntax: isCommon
      ? [
          {
            selector: "CallExpression[callee.name='fetch']",
            message: 'Take a fetchApi instead.',
          },
        ]
      : [],
    rules: {
      '@backstage/no-mixed-plugin-imports': [
        'error',
        {
          excludedTargetPackages: EXTENDED_ON_PURPOSE,
          excludedFiles: ['**/*.test.{ts,tsx}', '**/__testUtils__/**'],
        },
      ],
      'max-lines': ['error', { max: 350 }],
      ...(isCommon && {
        // No I/O, clock or chance but what is passed in.
        'no-restricted-properties': [
          'error',
          { object: 'Math', property: 'random' },
          { object: 'Date', property: 'now' },
        ],
      }),
    },
  });
};

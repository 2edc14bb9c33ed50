import { Cases, entity, withFile, without, withoutRelation } from '../changes';

export const ownershipAndDocumentation: Cases = {
  'owned-by-a-team': {
    fails: withoutRelation('ownedBy'),
    nearMiss: entity(e => {
      e.relations[0].targetRef = 'user:default/ada';
    }),
  },
  described: {
    fails: entity(e => delete e.metadata.description),
    nearMiss: entity(e => {
      e.metadata.description = '  Orders             ';
    }),
  },
  tagged: {
    fails: entity(e => delete e.metadata.tags),
    nearMiss: entity(e => {
      e.metadata.tags = [];
    }),
  },
  'part-of-a-system': {
    fails: withoutRelation('partOf'),
    nearMiss: entity(e => {
      e.relations[1].targetRef = 'component:default/shop';
    }),
  },
  'readme-explains': {
    fails: without('README.md'),
    nearMiss: withFile('README.md', `# Orders\n\n${'Words. '.repeat(60)}\n`),
  },
  'docs-published': {
    fails: without('mkdocs.yml'),
    nearMiss: withFile('docs/index.md', '# Orders\n'),
  },
  'decisions-recorded': {
    fails: without('docs/adr/0001-queue.md'),
    nearMiss: withFile('docs/adr/0001-queue.md', '# To be written\n\nSoon.\n'),
  },
  'runbook-written': {
    fails: without('docs/runbook.md'),
    nearMiss: withFile(
      'docs/runbook.md',
      '# Runbook\n\n## It is slow\n\n## It is down\n\nTODO\n',
    ),
  },
  'api-described': {
    fails: without('openapi.yaml'),
    nearMiss: withFile('openapi.yaml', 'openapi: 3.1.0\npaths: {}\n'),
  },
  'reviewers-named': {
    fails: without('CODEOWNERS'),
    nearMiss: withFile('CODEOWNERS', '# * @shop/orders\n'),
  },
  'contributing-explained': {
    fails: without('CONTRIBUTING.md'),
    nearMiss: withFile('CONTRIBUTING.md', '# Contributing\n\nPlease do.\n'),
  },
  'changes-listed': {
    fails: without('CHANGELOG.md'),
    nearMiss: withFile('CHANGELOG.md', '# Changes\n\n## 1.0.0\n'),
  },
  'terms-of-use': {
    fails: without('LICENSE'),
    nearMiss: withFile('LICENSE', 'TODO\n'),
  },
};

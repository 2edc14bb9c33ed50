/** The template that the runner is tested with. */
export const template = `apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: note
  annotations:
    backstage.io/template-version: 1.0.0
spec:
  owner: group:default/platform
  type: note
  parameters:
    - required: [name]
      properties:
        name: { type: string, minLength: 3 }
  steps:
    - id: fetch
      action: fetch:template
      input:
        url: ./skeleton
        copyWithoutTemplating: ['copied/**']
        values: { name: '\${{ parameters.name }}' }
    - id: publish
      action: publish:repository
      input:
        repoUrl: localhost:3030?owner=sample&repo=\${{ parameters.name }}
        description: \${{ user.entity.metadata.name }}
  output:
    links:
      - url: \${{ steps.publish.output.repositoryUrl }}
`;
export const skeleton = {
  'note.json': '{ "name": ${{ values.name | dump }} }\n',
  'copied/as-it-is.txt': '${{ values.name }}\n',
};
/** A case of it that passes. */
export const well = `description: What most people fill in.
parameters:
  name: one
user:
  apiVersion: backstage.io/v1alpha1
  kind: User
  metadata: { name: ada }
files:
  - copied/*
  - note.json
contents:
  note.json:
    contains: [one]
    lacks: [two]
    equals: |
      { "name": "one" }
    parses: { /name: one }
    absent: [/owner]
steps:
  publish:repository: { /description: ada }
links: ['http://localhost:3030/sample/one']
verify:
  - run: node -p "require('./note.json').name"
    prints: ['^one$']
    printsNot: [two]
`;

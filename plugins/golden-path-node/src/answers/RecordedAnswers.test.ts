import fc from 'fast-check';
import {
  parseAnswers,
  RecordedAnswers,
  stringifyAnswers,
} from './RecordedAnswers';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

const answers: RecordedAnswers = {
  templateRef: 'template:default/typescript-service',
  templateVersion: '1.10.0',
  digest: DIGEST,
  parameters: {
    name: 'orders',
    tricky: '${{ secrets.x }}',
    text: 'a\n"b"\n#c',
  },
  values: { port: 8080 },
  withheld: ['parameters.token'],
};

describe('recorded answers', () => {
  it('are written for people, and the same every time', () => {
    expect(stringifyAnswers(answers))
      .toBe(`# What this repository was created from, and what was answered then.
# Written by the portal, which reads it to propose upgrades of the template. Do not edit.
apiVersion: waymark.internal/v1
kind: Answers
template:
  ref: template:default/typescript-service
  version: 1.10.0
digest: ${DIGEST}
parameters:
  name: orders
  tricky: \${{ secrets.x }}
  text: |-
    a
    "b"
    #c
values:
  port: 8080
withheld:
  - parameters.token
`);
  });

  it('are read back as they were, whatever was answered', () => {
    expect(parseAnswers(stringifyAnswers(answers))).toEqual(answers);
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (parameters, values) => {
          // As JSON has it: what has come in by HTTP knows no -0.
          const recorded = JSON.parse(
            JSON.stringify({ ...answers, parameters, values }),
          );
          expect(
            JSON.stringify(parseAnswers(stringifyAnswers(recorded))),
          ).toEqual(JSON.stringify(recorded));
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a list', '- a', /not a mapping/],
    ['broken YAML', 'a: [', /not YAML/],
    ['nothing', '', /not a mapping/],
    ['another kind', 'apiVersion: v1\nkind: Pod', /waymark.internal\/v1/],
    [
      'no template',
      stringifyAnswers(answers).replace(/template:[^]*?digest/, 'digest'),
      /template.ref is missing/,
    ],
    [
      'a component for a template',
      stringifyAnswers(answers).replace(
        'template:default',
        'component:default',
      ),
      /names no template/,
    ],
    [
      'a number for a version',
      stringifyAnswers(answers).replace('1.10.0', '1.1'),
      /put it in quotes/,
    ],
    [
      'a digest edited by hand',
      stringifyAnswers(answers).replace('sha256:0a', 'sha256:zz'),
      /digest is not/,
    ],
    [
      'no parameters',
      stringifyAnswers({ ...answers, parameters: [] as never }),
      /parameters is not a mapping/,
    ],
    [
      'an alias bomb',
      `apiVersion: waymark.internal/v1\nkind: Answers\na: &a [x]\nb: [*a, *a]`,
      /YAML aliases/,
    ],
    ['a huge file', 'a'.repeat(1_000_001), /more than 1000000 characters/],
  ])('say what is wrong with %s', (_, text, message) => {
    expect(() => parseAnswers(text)).toThrow(message);
    expect(() => parseAnswers(text)).toThrow(/Restore it from the history/);
  });
});

import { parseSurveyDefinition } from './parseSurveyDefinition';

const valid = `apiVersion: waymark.internal/v1
kind: Survey
metadata:
  name: onboarding
  title: Your first week
  description: How did it go?
spec:
  mode: anonymous
  questions:
    - id: first-change
      type: agreement
      text: My first change was easy to ship.
    - id: editor
      version: 3
      type: choice
      text: What do you write code in?
      options:
        - { value: vim, label: Vim }
        - { value: other, label: Something else }
`;

function problemsOf(yaml: string) {
  const result = parseSurveyDefinition(yaml);
  return 'problems' in result ? result.problems : [];
}

describe('parseSurveyDefinition', () => {
  it('reads a definition', () => {
    expect(parseSurveyDefinition(valid)).toEqual({
      survey: {
        id: 'onboarding',
        title: 'Your first week',
        description: 'How did it go?',
        owner: undefined,
        mode: 'anonymous',
        questions: [
          {
            id: 'first-change',
            version: 1,
            type: 'agreement',
            text: 'My first change was easy to ship.',
          },
          {
            id: 'editor',
            version: 3,
            type: 'choice',
            text: 'What do you write code in?',
            options: [
              { value: 'vim', label: 'Vim' },
              { value: 'other', label: 'Something else' },
            ],
          },
        ],
      },
    });
  });

  it('says what is wrong and on which line', () => {
    expect(problemsOf(valid.replace('id: editor', 'id: first-change'))).toEqual(
      [
        {
          line: 13,
          message: 'spec.questions.1.id: "first-change" is there twice',
        },
      ],
    );
    expect(problemsOf(valid.replace('type: agreement', 'type: mood'))).toEqual([
      { line: 11, message: expect.stringContaining('spec.questions.0.type') },
    ]);
    expect(problemsOf(valid.replace('value: vim', 'value: dont-know'))).toEqual(
      [{ line: 18, message: expect.stringContaining('offered with every') }],
    );
    expect(
      problemsOf(valid.replace('      text: My', '      txet: My')),
    ).toEqual(
      expect.arrayContaining([
        { line: 10, message: expect.stringContaining('txet') },
      ]),
    );
    expect(problemsOf(valid.replace('mode: anonymous', 'mode: [open'))).toEqual(
      expect.arrayContaining([
        { line: expect.any(Number), message: expect.any(String) },
      ]),
    );
    expect(problemsOf('')).toEqual([
      { line: 1, message: expect.stringContaining('the document') },
    ]);
  });
});

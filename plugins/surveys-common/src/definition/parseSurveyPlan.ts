import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { PlannedQuestion, SurveyPlan } from './surveyPlan';
import { surveySchema, type WrittenSurvey } from './surveySchema';
import { type PathProblem, TextReader } from './TextReader';

/** What is wrong with a definition, and where. @public */
export interface DefinitionProblem {
  /** 1-based line of the text. */
  line: number;
  message: string;
}

/**
 * Reads a survey definition from YAML: all question types, conditions, and one
 * or more languages. Every problem carries the line it is on.
 *
 * @public
 */
export function parseSurveyPlan(
  yaml: string,
): { plan: SurveyPlan } | { problems: DefinitionProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  if (document.errors.length > 0) {
    const problems = document.errors.map(error => ({
      line: lines.linePos(error.pos[0]).line,
      // The first line says it; the rest draws an arrow into the text.
      message: error.message.split(' at line ')[0],
    }));
    return { problems };
  }
  const located = (problems: PathProblem[]) => ({
    problems: problems.map(({ path, message }) => ({
      line: lineOf(document, lines, path),
      message: `${path.join('.') || 'the document'}: ${message}`,
    })),
  });
  const parsed = surveySchema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (!parsed.success) return located(parsed.error.issues);

  const reader = new TextReader(parsed.data.spec.languages);
  const plan = planOf(parsed.data, reader);
  return reader.problems.length > 0 ? located(reader.problems) : { plan };
}

function planOf(
  { metadata, spec }: WrittenSurvey,
  reader: TextReader,
): SurveyPlan {
  return {
    id: metadata.name,
    languages: spec.languages,
    title: reader.read(metadata.title, ['metadata', 'title']),
    description: reader.read(metadata.description, ['metadata', 'description']),
    owner: spec.owner,
    mode: spec.mode,
    ...(spec.prompt && { prompt: spec.prompt.after }),
    questions: spec.questions.map((written, index): PlannedQuestion => {
      const path = ['spec', 'questions', index];
      const { text, help, ...rest } = written;
      return {
        ...rest,
        text: reader.read(text, [...path, 'text']),
        ...(help && { help: reader.read(help, [...path, 'help']) }),
        ...('labels' in written &&
          written.labels && {
            labels: written.labels.map((label, at) =>
              reader.read(label, [...path, 'labels', at]),
            ),
          }),
        ...('options' in written && {
          options: written.options.map(({ value, label }, at) => ({
            value,
            label: reader.read(label, [...path, 'options', at, 'label']),
          })),
        }),
      } as PlannedQuestion;
    }),
  };
}

/** The line of the deepest node on the path that is there. */
function lineOf(
  document: Document.Parsed,
  lines: LineCounter,
  path: PropertyKey[],
): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

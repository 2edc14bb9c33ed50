import { stringify } from 'yaml';
import type { LocalizedText, SurveyPlan } from './surveyPlan';

/**
 * Writes a survey as the YAML that {@link parseSurveyPlan} reads: parsing what
 * was written gives the same plan.
 *
 * @public
 */
export function writeSurveyPlan(plan: SurveyPlan): string {
  const { id, languages, title, description, owner, mode, prompt } = plan;
  const only = languages.length === 1 ? languages[0] : undefined;
  // With one language, a text stands alone.
  const text = (value: LocalizedText) => (only ? value[only] : value);
  const document = {
    apiVersion: 'waymark.internal/v1',
    kind: 'Survey',
    metadata: {
      name: id,
      title: text(title),
      description: text(description),
    },
    spec: {
      owner,
      mode,
      prompt: prompt && { after: prompt },
      languages: only === 'en' ? undefined : languages,
      questions: plan.questions.map(question => ({
        id: question.id,
        version: question.version === 1 ? undefined : question.version,
        type: question.type,
        text: text(question.text),
        help: question.help && text(question.help),
        askIf: question.askIf,
        most: question.most,
        labels: question.labels?.map(text),
        options: question.options?.map(({ value, label }) => ({
          value,
          label: text(label),
        })),
      })),
    },
  };
  return stringify(withoutGaps(document), {
    lineWidth: 100,
    aliasDuplicateObjects: false,
  });
}

function withoutGaps(document: object): unknown {
  return JSON.parse(JSON.stringify(document));
}

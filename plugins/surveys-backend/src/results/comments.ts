import { randomUUID } from 'node:crypto';
import type {
  Comment,
  CommentTheme,
  SurveyQuestion,
} from '@waymark-idp/plugin-surveys-common';
import type { Unworded } from './questionResult';
import type { Release } from './release';
import type { StoredResponse } from './tallies';

/** A word that begins with a keyword puts a comment into the theme: no more than that. */
const THEMES = [
  ['build', 'Builds and tests', 'build', 'ci', 'pipeline', 'test', 'flak'],
  ['deploy', 'Deployment', 'deploy', 'release', 'rollback', 'rollout'],
  ['docs', 'Documentation', 'doc', 'readme', 'tutorial', 'example', 'wiki'],
  [
    'access',
    'Access and approvals',
    'access',
    'permission',
    'approv',
    'ticket',
  ],
  ['speed', 'Waiting', 'slow', 'wait', 'minutes', 'hours', 'fast', 'queue'],
  [
    'operations',
    'Running it',
    'alert',
    'monitor',
    'log',
    'incident',
    'on-call',
  ],
  [
    'environments',
    'Environments',
    'environment',
    'staging',
    'cluster',
    'local',
  ],
  ['templates', 'Templates and standards', 'template', 'standard', 'check'],
  ['help', 'Help', 'help', 'support', 'answer', 'channel', 'ask'],
  ['tools', 'Tools', 'tool', 'portal', 'ui', 'search', 'cli'],
] as const;

/** The comments on a question, from the minimum on; of everyone, never by group. */
export function commentsOf(
  question: SurveyQuestion,
  responses: readonly StoredResponse[],
  { wave, shuffle }: Release,
): Unworded | undefined {
  const texts = responses.flatMap(({ answers }) => {
    const text = answers[question.id];
    return typeof text === 'string' ? [withoutDirectionMarks(text)] : [];
  });
  if (texts.length < wave.terms.minimumComments) return undefined;
  const comments = shuffle(texts).map(text => ({ id: randomUUID(), text }));
  return {
    suppressed: false,
    answered: comments.length,
    asked: wave.invited,
    comments,
    themes: themesOf(comments, wave.terms.minimumGroupSize),
  };
}

function themesOf(comments: Comment[], minimum: number): CommentTheme[] {
  return THEMES.map(([id, title, ...keywords]) => ({
    id,
    title,
    keywords,
    commentIds: comments
      .filter(({ text }) => {
        const words = text.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? [];
        return words.some(word => keywords.some(key => begins(word, key)));
      })
      .map(comment => comment.id),
  }))
    .filter(({ commentIds }) => commentIds.length >= minimum)
    .sort((a, b) => b.commentIds.length - a.commentIds.length);
}

/** Of very short keywords, the whole word. */
function begins(word: string, keyword: string) {
  return keyword.length < 3 ? word === keyword : word.startsWith(keyword);
}

/**
 * Overrides and isolates can make a comment rewrite how the text around it reads;
 * the marks that right-to-left scripts need stay.
 */
function withoutDirectionMarks(text: string) {
  return text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '');
}

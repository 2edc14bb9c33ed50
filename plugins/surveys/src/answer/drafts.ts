import {
  SurveyAnswers,
  SurveysApi,
  Wave,
} from '@waymark-idp/plugin-surveys-common';

/** Where answers are kept until they are sent. */
export interface DraftStore {
  load(): Promise<SurveyAnswers>;
  save(answers: SurveyAnswers): Promise<void>;
  /** After sending; the server removes its own. */
  clear(): void;
}

/**
 * In confidential mode the server keeps the draft. In anonymous mode a draft on
 * the server would be a link between a person and an answer, so that it stays
 * in this browser; not even the portal's own per-user storage would do.
 */
export function createDraftStore(
  wave: Wave,
  userRef: string,
  api: SurveysApi,
  storage: Storage = window.localStorage,
): DraftStore {
  if (wave.terms.mode === 'confidential') {
    return {
      load: async () => (await api.getDraft(wave.id))?.answers ?? {},
      save: answers => api.saveDraft(wave.id, answers),
      clear: () => {},
    };
  }
  // By person too: others may use this browser.
  const key = `waymark.surveys.draft.${userRef}.${wave.id}`;
  return {
    async load() {
      try {
        return JSON.parse(storage.getItem(key) ?? '{}');
      } catch {
        return {};
      }
    },
    async save(answers) {
      storage.setItem(key, JSON.stringify(answers));
    },
    clear() {
      storage.removeItem(key);
    },
  };
}

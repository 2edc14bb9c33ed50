import { AnswerValue, Answers } from '@waymark-idp/plugin-surveys-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { DraftStore } from './drafts';

/** Long enough to let a sentence be typed. */
const PAUSE_MS = 400;

/** The answers so far, kept as a draft as they change. */
export interface AnswersState {
  /** Undefined until the draft is loaded. */
  answers?: Answers;
  saved: 'yes' | 'no' | 'failed';
  setAnswer(questionId: string, value: AnswerValue | undefined): void;
}

/** Loads the draft, and saves it a moment after each change. */
export function useAnswers(store: DraftStore): AnswersState {
  const [answers, setAnswers] = useState<Answers>();
  const [saved, setSaved] = useState<AnswersState['saved']>('no');
  const touched = useRef(false);

  useEffect(() => {
    let current = true;
    store.load().then(
      draft => current && setAnswers(draft),
      () => current && setAnswers({}),
    );
    return () => {
      current = false;
    };
  }, [store]);

  useEffect(() => {
    if (!answers || !touched.current) return undefined;
    setSaved('no');
    let current = true;
    const timer = setTimeout(() => {
      store.save(answers).then(
        () => current && setSaved('yes'),
        () => current && setSaved('failed'),
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [answers, store]);

  const setAnswer = useCallback<AnswersState['setAnswer']>((id, value) => {
    touched.current = true;
    setAnswers(({ [id]: _previous, ...others } = {}) =>
      value === undefined ? others : { ...others, [id]: value },
    );
  }, []);

  return { answers, saved, setAnswer };
}

import {
  SurveyAnswerValue,
  SurveyAnswers,
} from '@waymark-idp/plugin-surveys-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { DraftStore } from './drafts';

/** Long enough to let a sentence be typed. */
const PAUSE_MS = 400;

/** The answers so far, kept as a draft as they change. */
export interface AnswersState {
  /** Undefined until the draft is loaded. */
  answers?: SurveyAnswers;
  saved: 'yes' | 'no' | 'failed';
  setAnswer(questionId: string, value: SurveyAnswerValue | undefined): void;
  /** No draft is saved from here on: the answers are sent. */
  finish(): void;
}

/** Loads the draft, and saves it a moment after each change. */
export function useAnswers(store: DraftStore): AnswersState {
  const [answers, setAnswers] = useState<SurveyAnswers>();
  const [saved, setSaved] = useState<AnswersState['saved']>('no');
  const touched = useRef(false);
  const pending = useRef<SurveyAnswers>();
  const finished = useRef(false);

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
    if (!answers || !touched.current || finished.current) return undefined;
    setSaved('no');
    let current = true;
    pending.current = answers;
    const timer = setTimeout(() => {
      if (finished.current) return;
      pending.current = undefined;
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

  // Who leaves within the pause loses nothing.
  useEffect(() => {
    const flush = () => {
      const unsaved = pending.current;
      pending.current = undefined;
      if (unsaved && !finished.current) store.save(unsaved).catch(() => {});
    };
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [store]);

  const setAnswer = useCallback<AnswersState['setAnswer']>((id, value) => {
    touched.current = true;
    setAnswers(({ [id]: _previous, ...others } = {}) =>
      value === undefined ? others : { ...others, [id]: value },
    );
  }, []);

  const finish = useCallback(() => {
    finished.current = true;
  }, []);

  return { answers, saved, setAnswer, finish };
}

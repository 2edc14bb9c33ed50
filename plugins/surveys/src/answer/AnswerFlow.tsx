import { useApi } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import {
  Invitation,
  SubmissionReceipt,
  answersAsked,
  languageFor,
  questionsToAsk,
  textsIn,
} from '@waymark-idp/plugin-surveys-common';
import { useRef, useState } from 'react';
import { surveysApiRef } from '../api/surveysApiRef';
import styles from './answer.module.css';
import { Done } from './Done';
import { DraftStore } from './drafts';
import { Introduction } from './Introduction';
import { QuestionStep } from './QuestionStep';
import { Review } from './Review';
import { useAnswers } from './useAnswers';

interface AnswerFlowProps {
  invitation: Invitation;
  store: DraftStore;
}

/** Where one is: before the questions, at the one with this id, or after them. */
type Place = 'introduction' | 'review' | { question: string };

/** Terms, then one question at a time, then a review, then sent. */
export function AnswerFlow({ invitation, store }: AnswerFlowProps) {
  const { wave } = invitation;
  const api = useApi(surveysApiRef);
  const { answers, saved, setAnswer, finish } = useAnswers(store);
  const [language, setLanguage] = useState(() =>
    languageFor(wave.languages, window.navigator.languages),
  );
  const [place, setPlace] = useState<Place>('introduction');
  const [receipt, setReceipt] = useState<SubmissionReceipt>();
  const [error, setError] = useState<Error>();
  const [sending, setSending] = useState(false);
  // State is set too late to stop the second half of a double click.
  const underWay = useRef(false);

  if (!answers) return <Skeleton height={320} />;
  if (receipt) {
    return <Done wave={wave} already={receipt.status === 'already-answered'} />;
  }

  const texts = textsIn(wave, language);
  // Earlier answers decide what is asked, so this changes on the way.
  const questions = questionsToAsk(texts.questions, answers);

  const send = async () => {
    if (underWay.current) return;
    underWay.current = true;
    setSending(true);
    setError(undefined);
    try {
      const result = await api.submitResponse(
        wave.id,
        answersAsked(wave.questions, answers),
      );
      finish();
      store.clear();
      setReceipt(result);
    } catch (caught) {
      setError(caught as Error);
    } finally {
      underWay.current = false;
      setSending(false);
    }
  };
  const at = (index: number): Place =>
    questions[index] ? { question: questions[index].id } : 'review';

  if (place === 'introduction') {
    const firstOpen = questions.findIndex(
      ({ id }) => answers[id] === undefined,
    );
    return (
      <Introduction
        invitation={invitation}
        texts={texts}
        language={language}
        onLanguage={setLanguage}
        hasDraft={Object.keys(answers).length > 0}
        onStart={() => setPlace(firstOpen === -1 ? 'review' : at(firstOpen))}
      />
    );
  }
  const index =
    place === 'review'
      ? -1
      : questions.findIndex(({ id }) => id === place.question);
  if (index === -1) {
    return (
      <Review
        questions={questions}
        answers={answers}
        language={language}
        sending={sending}
        error={error}
        onChange={changed => setPlace(at(changed))}
        onBack={() => setPlace(at(questions.length - 1))}
        onSend={send}
      />
    );
  }
  const question = questions[index];
  const last = index === questions.length - 1;
  return (
    <div className={styles.column} lang={language}>
      <QuestionStep
        key={question.id}
        question={question}
        number={index + 1}
        following={questions.slice(index)}
        total={questions.length}
        value={answers[question.id]}
        saved={saved}
        serverDraft={invitation.serverDraft}
        isLast={last}
        onAnswer={value => setAnswer(question.id, value)}
        onBack={() => setPlace(index === 0 ? 'introduction' : at(index - 1))}
        onNext={() => setPlace(last ? 'review' : at(index + 1))}
      />
    </div>
  );
}

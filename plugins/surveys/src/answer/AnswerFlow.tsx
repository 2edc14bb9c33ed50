import { useApi } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import {
  Invitation,
  SubmissionReceipt,
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

/** Where one is: before the questions, at one of them, or after them. */
type Place = 'introduction' | 'review' | number;

/** Terms, then one question at a time, then a review, then sent. */
export function AnswerFlow({ invitation, store }: AnswerFlowProps) {
  const { wave } = invitation;
  const { questions } = wave;
  const api = useApi(surveysApiRef);
  const { answers, saved, setAnswer } = useAnswers(store);
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

  const send = async () => {
    if (underWay.current) return;
    underWay.current = true;
    setSending(true);
    setError(undefined);
    try {
      const result = await api.submitResponse(wave.id, answers);
      store.clear();
      setReceipt(result);
    } catch (caught) {
      setError(caught as Error);
    } finally {
      underWay.current = false;
      setSending(false);
    }
  };

  const firstOpen = questions.findIndex(({ id }) => answers[id] === undefined);
  const hasDraft = Object.keys(answers).length > 0;
  if (place === 'introduction') {
    return (
      <Introduction
        invitation={invitation}
        hasDraft={hasDraft}
        onStart={() => setPlace(firstOpen === -1 ? 'review' : firstOpen)}
      />
    );
  }
  if (place === 'review') {
    return (
      <Review
        questions={questions}
        answers={answers}
        sending={sending}
        error={error}
        onChange={setPlace}
        onBack={() => setPlace(questions.length - 1)}
        onSend={send}
      />
    );
  }
  const question = questions[place];
  const last = place === questions.length - 1;
  return (
    <div className={styles.column}>
      <QuestionStep
        key={question.id}
        question={question}
        number={place + 1}
        following={questions.slice(place)}
        total={questions.length}
        value={answers[question.id]}
        saved={saved}
        serverDraft={invitation.serverDraft}
        isLast={last}
        onAnswer={value => setAnswer(question.id, value)}
        onBack={() => setPlace(place === 0 ? 'introduction' : place - 1)}
        onNext={() => setPlace(last ? 'review' : place + 1)}
      />
    </div>
  );
}

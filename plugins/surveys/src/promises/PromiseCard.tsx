import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Card, CardBody, CardFooter, Link, Text } from '@backstage/ui';
import { SurveyPromise, resultsPath } from '@waymark-idp/plugin-surveys-common';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { surveysApiRef } from '../api/surveysApiRef';
import { formatDay } from '../util/format';
import { Confirm } from '../util/Confirm';
import { InterviewForm } from './InterviewForm';
import { PromiseFields, PromiseForm, linkOf } from './PromiseForm';
import { PromiseLinkView } from './PromiseLinkView';
import { PromiseStateBadge } from './PromiseStateBadge';
import styles from './promises.module.css';
import { surveysPromisesTranslationRef } from './translation';

interface PromiseCardProps {
  promise: SurveyPromise;
  mayChange: boolean;
  mayRemove: boolean;
  onChanged(): void;
}

const DAY_MS = 86_400_000;

/** One promise: what was said, what is done, by whom, and what came of it. */
export function PromiseCard(props: PromiseCardProps) {
  const { promise, mayChange, mayRemove, onChanged } = props;
  const { t } = useTranslationRef(surveysPromisesTranslationRef);
  const api = useApi(surveysApiRef);
  const [doing, setDoing] = useState<'change' | 'interviews' | 'remove'>();
  const card = useRef<HTMLDivElement>(null);
  const { hash } = useLocation();
  const addressed = hash === `#${encodeURIComponent(promise.id)}`;
  useEffect(() => {
    if (addressed) card.current?.scrollIntoView?.();
  }, [addressed]);

  const save = async (fields: PromiseFields) => {
    await api.promises.update(promise.id, {
      text: fields.text,
      owner: fields.owner,
      state: fields.state,
      reason: fields.state === 'dropped' ? fields.reason : undefined,
      // eslint-disable-next-line no-restricted-syntax -- JSON's way to say: take it away
      link: linkOf(fields) ?? null,
    });
    setDoing(undefined);
    onChanged();
  };
  const remove = async () => {
    await api.promises.delete(promise.id);
    onChanged();
  };
  const isOpen = promise.state === 'planned' || promise.state === 'doing';
  const age = Math.floor((Date.now() - Date.parse(promise.createdAt)) / DAY_MS);
  const facts = [
    t('owner', { owner: nameOf(promise.owner) }),
    t('since', { day: formatDay(promise.createdAt) }),
    isOpen ? t('openFor', { count: Math.max(0, age) }) : undefined,
  ].filter(Boolean);

  return (
    <Card
      ref={card}
      id={promise.id}
      className={addressed ? styles.addressed : undefined}
    >
      <CardBody className={styles.body}>
        <Text as="p" color="secondary">
          {t('said', { said: promise.said })}
        </Text>
        <div className={styles.title}>
          <Text as="h3" variant="body-large" weight="bold">
            {t(promise.state === 'done' ? 'weDid' : 'weDo', {
              text: promise.text,
            })}
          </Text>
          <PromiseStateBadge state={promise.state} />
        </div>
        <Text as="p" color="secondary">
          {facts.join(' · ')}
        </Text>
        {promise.reason && (
          <Text as="p">{t('reason', { reason: promise.reason })}</Text>
        )}
        <p className={styles.links}>
          <Link href={resultsPath(promise.waveId)}>
            {t('about', {
              wave: promise.waveTitle,
              question: promise.questionText,
            })}
          </Link>
          {promise.link && <PromiseLinkView link={promise.link} />}
        </p>
        {promise.effect ? (
          <div className={styles.effect}>
            <Text as="p" weight="bold">
              {t('effect')}
            </Text>
            <Text as="p">{promise.effect.sentence}</Text>
            <Link href={resultsPath(promise.effect.waveId)}>
              {t('effectIn', {
                wave: promise.effect.title,
                day: formatDay(promise.effect.closedAt),
              })}
            </Link>
          </div>
        ) : (
          promise.state === 'done' && (
            <Text as="p" color="secondary">
              {t('notMeasured')}
            </Text>
          )
        )}
        {doing === 'change' && (
          <PromiseForm
            isChange
            initial={{
              ...{ said: promise.said, text: promise.text },
              ...{ owner: promise.owner, state: promise.state },
              reason: promise.reason ?? '',
              linkKind: promise.link?.kind ?? 'none',
              linkTarget: promise.link?.target ?? '',
            }}
            onSave={save}
            onCancel={() => setDoing(undefined)}
          />
        )}
        {doing === 'interviews' && (
          <InterviewForm
            promiseId={promise.id}
            onClose={() => setDoing(undefined)}
          />
        )}
        {doing === 'remove' && (
          <Confirm
            question={t('removeQuestion')}
            confirm={t('removeConfirm')}
            keep={t('cancel')}
            onConfirm={remove}
            onKeep={() => setDoing(undefined)}
          />
        )}
      </CardBody>
      {(mayChange || mayRemove) && !doing && (
        <CardFooter className={styles.actions}>
          {mayChange && (
            <>
              <Button
                size="small"
                variant="secondary"
                aria-label={t('changeOf', { text: promise.text })}
                onPress={() => setDoing('change')}
              >
                {t('change')}
              </Button>
              <Button
                size="small"
                variant="tertiary"
                aria-label={t('interviewsOf', { text: promise.text })}
                onPress={() => setDoing('interviews')}
              >
                {t('interviews')}
              </Button>
            </>
          )}
          {mayRemove && (
            <Button
              size="small"
              variant="tertiary"
              aria-label={t('removeOf', { text: promise.text })}
              onPress={() => setDoing('remove')}
            >
              {t('remove')}
            </Button>
          )}
        </CardFooter>
      )}
    </Card>
  );
}

/** `group:default/platform` to "platform". */
function nameOf(entityRef: string): string {
  return entityRef.split('/').pop() ?? entityRef;
}

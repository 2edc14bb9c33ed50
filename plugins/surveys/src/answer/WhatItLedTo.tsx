import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { useId } from 'react';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { PromiseStateBadge } from '../promises/PromiseStateBadge';
import { surveysTranslationRef } from '../translation';
import styles from './answer.module.css';

/** How many promises are shown: the rest is a link away. */
const SHOWN = 3;

/**
 * What earlier waves of the survey led to. Silent where that cannot be read:
 * answering does not depend on it.
 */
export function WhatItLedTo({ surveyId }: { surveyId: string }) {
  const { t } = useTranslationRef(surveysTranslationRef);
  const api = useApi(surveysApiRef);
  const titleId = useId();
  const { value } = useLoaded(
    () => api.promises.list({ surveyId, state: 'all', limit: SHOWN }),
    [api, surveyId],
  );
  if (!value) return null;
  return (
    <section aria-labelledby={titleId} className={styles.ledTo}>
      <Text as="h3" variant="body-large" weight="bold" id={titleId}>
        {t('answer.ledTo')}
      </Text>
      {value.items.length === 0 ? (
        <Text as="p" color="secondary">
          {t('answer.ledToNothing')}
        </Text>
      ) : (
        <>
          <ul>
            {value.items.map(promise => (
              <li key={promise.id}>
                <Text as="p" color="secondary">
                  {t('answer.said', { said: promise.said })}
                </Text>
                <p>
                  {promise.text} <PromiseStateBadge state={promise.state} />
                </p>
              </li>
            ))}
          </ul>
          <Link href="/surveys/promises">{t('answer.ledToAll')}</Link>
        </>
      )}
    </section>
  );
}

import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Skeleton, Text } from '@backstage/ui';
import { promisePath } from '@waymark-idp/plugin-surveys-common';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { LoadError } from '../util/LoadError';
import { PromiseStateBadge } from './PromiseStateBadge';
import styles from './home.module.css';
import { surveysPromisesTranslationRef } from './translation';

/** How many promises a home page has room for. */
const SHOWN = 4;

/**
 * For a home page: the promises that moved last, with what was said and where
 * they stand.
 *
 * @public
 */
export function YouSaidWeDid() {
  const { t } = useTranslationRef(surveysPromisesTranslationRef);
  const api = useApi(surveysApiRef);
  const { value, error, reload } = useLoaded(
    () => api.promises.list({ state: 'all', limit: SHOWN }),
    [api],
  );
  return (
    <section aria-labelledby="you-said-we-did" className={styles.home}>
      <Text as="h2" variant="title-x-small" id="you-said-we-did">
        {t('title')}
      </Text>
      {!value && !error && <Skeleton height={64} />}
      {error && <LoadError title={t('error')} error={error} onRetry={reload} />}
      {value?.items.length === 0 && (
        <Text as="p" color="secondary">
          {t('homeNone')}
        </Text>
      )}
      {value && value.items.length > 0 && (
        <ul>
          {value.items.map(promise => (
            <li key={promise.id}>
              <Text as="p" color="secondary">
                {t('said', { said: promise.said })}
              </Text>
              <p>
                <Link href={promisePath(promise.id)}>
                  {t(promise.state === 'done' ? 'weDid' : 'weDo', {
                    text: promise.text,
                  })}
                </Link>{' '}
                <PromiseStateBadge state={promise.state} />
              </p>
              {promise.effect && <Text as="p">{promise.effect.sentence}</Text>}
            </li>
          ))}
        </ul>
      )}
      <Link href="/surveys/promises">{t('homeAll')}</Link>
    </section>
  );
}

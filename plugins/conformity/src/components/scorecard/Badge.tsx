import { useCallback, useState } from 'react';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Button,
} from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { snapshotsApiRef } from '../../api/snapshotsApiRef';
import { useLoad } from '../../hooks/useLoad';
import { conformityTranslationRef } from '../../translation';
import { refName } from '../../util/refName';
import { LoadError } from '../LoadError';
import { LoadingBlock } from '../LoadingBlock';
import styles from './scorecard.module.css';

/** Level and score as an image for a README, with the Markdown to copy. */
export function Badge(props: { entityRef: string }) {
  const { t } = useTranslationRef(conformityTranslationRef);
  const [isExpanded, setExpanded] = useState(false);
  return (
    <Accordion isExpanded={isExpanded} onExpandedChange={setExpanded}>
      <AccordionTrigger title={t('scorecard.badge.title')} />
      <AccordionPanel>
        {isExpanded && <BadgeSnippet entityRef={props.entityRef} />}
      </AccordionPanel>
    </Accordion>
  );
}

function BadgeSnippet(props: { entityRef: string }) {
  const { entityRef } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const api = useApi(snapshotsApiRef);
  const [copied, setCopied] = useState(false);
  const { value, error, loading, reload } = useLoad(
    useCallback(
      signal => api.getBadgeLink(entityRef, { signal }),
      [api, entityRef],
    ),
  );
  if (!value) {
    return error && !loading ? (
      <LoadError
        title={t('scorecard.badge.error')}
        error={error}
        onRetry={reload}
      />
    ) : (
      <LoadingBlock label={t('scorecard.badge.loading')} rows={1} />
    );
  }
  const alt = t('scorecard.badge.alt', { name: refName(entityRef) });
  const page = window.location.href.replace(/[?#].*$/, '');
  const markdown = `[![${alt}](${value.url})](${page})`;
  return (
    <div className={styles.details}>
      <p>
        {value.public
          ? t('scorecard.badge.public')
          : t('scorecard.badge.private')}
      </p>
      {value.public && (
        <div>
          <img src={value.url} alt={alt} />
        </div>
      )}
      <div className={styles.snippet}>
        <pre className={styles.excerpt}>
          <code>{markdown}</code>
        </pre>
        <Button
          size="small"
          variant="secondary"
          onPress={async () => {
            await navigator.clipboard.writeText(markdown);
            setCopied(true);
          }}
        >
          {copied ? t('scorecard.badge.copied') : t('scorecard.badge.copy')}
        </Button>
      </div>
    </div>
  );
}

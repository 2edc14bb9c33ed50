import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Scorecard } from '@waymark-idp/plugin-conformity-common';
import { useScorecard } from '../../hooks/useScorecard';
import { useScorecardHref } from '../../hooks/useScorecardHref';
import { conformityTranslationRef } from '../../translation';
import { worstChecks } from '../../util/scorecard';
import { LoadError } from '../LoadError';
import { LoadingBlock } from '../LoadingBlock';
import { LevelBadge } from '../marks/LevelBadge';
import { OutcomeIcon } from '../marks/OutcomeIcon';
import { ScoreRing } from '../marks/ScoreRing';
import { ScorecardNotice } from './ScorecardNotice';
import styles from './scorecard.module.css';

/** Score, level and what is worth fixing first, on an entity's overview. */
export function ScorecardCard() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { t } = useTranslationRef(conformityTranslationRef);
  const href = useScorecardHref()(entityRef);
  const { value, error, loading, reload } = useScorecard(entityRef);

  let content = <LoadingBlock label={t('scorecard.loading')} rows={2} />;
  if (value) {
    content = <Summary scorecard={value} />;
  } else if (error && !loading) {
    content = (
      <LoadError
        title={t('scorecard.error.title')}
        error={error}
        onRetry={reload}
      />
    );
  }
  return (
    <EntityInfoCard
      title={t('scorecard.title')}
      footerActions={<Link href={href}>{t('scorecard.open')}</Link>}
    >
      {content}
    </EntityInfoCard>
  );
}

function Summary(props: { scorecard: Scorecard }) {
  const { scorecard } = props;
  const { level, score } = scorecard;
  const { t } = useTranslationRef(conformityTranslationRef);
  if (score === undefined || level === undefined) {
    return <ScorecardNotice scorecard={scorecard} />;
  }
  const worst = worstChecks(scorecard, 3);
  return (
    <div className={styles.header}>
      <ScoreRing score={score} size={88} />
      <div className={styles.headerText}>
        <LevelBadge level={level} />
        <Text as="h4" variant="body-small" weight="bold">
          {worst.length > 0 ? t('card.worst') : t('card.nothing')}
        </Text>
        <ul className={styles.plainList}>
          {worst.map(check => (
            <li key={check.id}>
              <OutcomeIcon state={check.outcome.state} size={18} />
              <span>{check.title}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

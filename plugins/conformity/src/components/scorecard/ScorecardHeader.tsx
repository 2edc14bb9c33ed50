import { Link, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Scorecard } from '@waymark-idp/plugin-conformity-common';
import { useLevelTitle } from '../../hooks/useLevelTitle';
import { conformityTranslationRef } from '../../translation';
import { entityPath } from '../../util/entityPath';
import { shortCommit } from '../../util/format';
import { isEvaluating, nextLevel } from '../../util/scorecard';
import { ExportMenu } from '../ExportMenu';
import { FixAll } from '../fixes/FixAll';
import { LevelBadge } from '../marks/LevelBadge';
import { ScoreRing } from '../marks/ScoreRing';
import { When } from '../When';
import { EvaluateButton } from './EvaluateButton';
import styles from './scorecard.module.css';

/** Score, level, how far the next level is, and what was evaluated when. */
export function ScorecardHeader(props: {
  scorecard: Scorecard;
  onChange(): void;
}) {
  const { scorecard, onChange } = props;
  const { counts, level } = scorecard;
  const { t } = useTranslationRef(conformityTranslationRef);
  const levelTitle = useLevelTitle();
  const next = nextLevel(scorecard);
  const applicable = counts.passed + counts.failed + counts.error;

  return (
    <div className={styles.header}>
      <ScoreRing score={scorecard.score} />
      <div className={styles.headerText}>
        {level && <LevelBadge level={level} />}
        {level && (
          <Text as="h2" variant="title-small">
            {next
              ? t('scorecard.next.title', {
                  count: next.checks.length,
                  level: levelTitle(next.level),
                })
              : t('scorecard.next.top', { level: levelTitle(level) })}
          </Text>
        )}
        {applicable > 0 && (
          <span>
            {t('scorecard.passing', {
              count: applicable,
              passed: String(counts.passed),
            })}
            {counts.waived > 0 &&
              `, ${t('scorecard.waivedCount', { count: counts.waived })}`}
          </span>
        )}
        <Provenance scorecard={scorecard} />
      </div>
      <div className={styles.actions}>
        <FixAll scorecard={scorecard} />
        <EvaluateButton
          entityRef={scorecard.entityRef}
          isEvaluating={isEvaluating(scorecard) && !scorecard.stale}
          onAsked={onChange}
        />
        <ExportMenu path={`/scorecards${entityPath(scorecard.entityRef)}`} />
      </div>
    </div>
  );
}

function Provenance(props: { scorecard: Scorecard }) {
  const { evaluatedAt, commit, commitUrl } = props.scorecard;
  const { t } = useTranslationRef(conformityTranslationRef);
  if (!evaluatedAt) {
    return null;
  }
  return (
    <span>
      {t('scorecard.evaluated', { when: <When at={evaluatedAt} /> })}
      {commit && (
        <>
          {' '}
          {t('scorecard.commit')}{' '}
          {commitUrl ? (
            <Link href={commitUrl} target="_blank" rel="noopener">
              {shortCommit(commit)}
            </Link>
          ) : (
            <code>{shortCommit(commit)}</code>
          )}
        </>
      )}
    </span>
  );
}

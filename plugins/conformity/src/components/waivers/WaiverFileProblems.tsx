import { Alert, Link } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { conformityTranslationRef } from '../../translation';
import { useScorecardWaivers } from './ScorecardWaivers';
import { conformityWaiversTranslationRef } from './translation';
import styles from './waivers.module.css';

/** What is wrong in the file in which the repository asks for waivers. */
export function WaiverFileProblems() {
  const { t } = useTranslationRef(conformityWaiversTranslationRef);
  const { t: tScorecard } = useTranslationRef(conformityTranslationRef);
  const problems = useScorecardWaivers()?.problems ?? [];
  if (problems.length === 0) {
    return null;
  }
  return (
    <Alert
      status="warning"
      icon
      title={t('scorecard.problems')}
      description={
        <ul className={styles.problems}>
          {problems.map(({ file, line, url, message }, index) => {
            const place =
              line === undefined
                ? file
                : tScorecard('check.evidenceAt', {
                    file: file ?? '',
                    line: String(line),
                  });
            return (
              <li key={index}>
                {url ? <Link href={url}>{place}</Link> : place}: {message}
              </li>
            );
          })}
        </ul>
      }
    />
  );
}

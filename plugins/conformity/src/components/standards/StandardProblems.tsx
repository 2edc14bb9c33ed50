import { Alert } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StandardProblemReport } from '@waymark-idp/plugin-conformity-common';
import { useDay } from '../../hooks/useDay';
import { conformityTranslationRef } from '../../translation';
import styles from './standards.module.css';

/** What is wrong in the files of the standards, with file and line. */
export function StandardProblems(props: { problems: StandardProblemReport[] }) {
  const { problems } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const day = useDay();
  if (problems.length === 0) {
    return null;
  }
  return (
    <Alert
      status="warning"
      icon
      title={t('standards.problems.title', { count: problems.length })}
      description={
        <>
          {t('standards.problems.description')}
          <ul className={styles.problems}>
            {problems.map(({ file, line, message, inForceSince }, index) => (
              <li key={index}>
                <strong>
                  {line === undefined
                    ? file
                    : t('standards.problems.at', { file, line: String(line) })}
                </strong>
                {': '}
                {message}
                {inForceSince &&
                  ` ${t('standards.problems.inForce', {
                    day: day(inForceSince),
                  })}`}
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}

import { Alert, Link } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ComponentFixPlan,
  PlannedFix,
} from '@waymark-idp/plugin-conformity-common';
import { createComponentRouteRef } from '../../routes';
import { formatScore } from '../../util/format';
import { DiffView } from './DiffView';
import { templateFormHref } from './templateFormHref';
import { conformityFixesTranslationRef } from './translation';
import styles from './fixes.module.css';

// More are folded, for the page to stay one that can be looked over.
const MOST_UNFOLDED = 3;

/** Which checks are fixed, how, and what becomes of the score. */
export function FixPlanView(props: { plan: ComponentFixPlan }) {
  const { checks, files, outcomes, before, after } = props.plan;
  const { t } = useTranslationRef(conformityFixesTranslationRef);
  const fixed = checks.filter(({ fixable }) => fixable);
  const notFixed = checks.filter(({ fixable, passes }) => !fixable && !passes);
  const worse = outcomes.filter(({ from }) => from === 'passed');
  const count = (number: number) => t('dialog.files', { count: number });
  return (
    <>
      {files.length === 0 ? (
        <Alert
          role="status"
          status="info"
          icon
          title={t('dialog.nothing')}
          description={t('dialog.nothingText')}
        />
      ) : (
        <p role="status">
          {t('dialog.intro', {
            count: fixed.length,
            files: count(files.length),
          })}{' '}
          {after.score !== undefined &&
            (before.score === undefined || before.score === after.score
              ? t('dialog.same', { after: formatScore(after.score) })
              : t('dialog.score', {
                  before: formatScore(before.score),
                  after: formatScore(after.score),
                }))}
        </p>
      )}
      {fixed.length > 0 && (
        <section>
          <h3>{t('dialog.fixed')}</h3>
          <ul className={styles.checks}>
            {fixed.map(({ check, title, passes, paths }) => (
              <li key={check} className={styles.check}>
                <span>{title}</span>
                <span className={styles.aside}>
                  {passes ? t('dialog.passes') : t('dialog.unsure')}.{' '}
                  {t('dialog.changes', { files: paths.join(', ') })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {worse.length > 0 && (
        <Alert
          role="alert"
          status="warning"
          icon
          title={t('dialog.worse')}
          description={worse.map(({ check }) => check).join(', ')}
        />
      )}
      {files.length > 0 && (
        <section>
          <h3>{t('dialog.changed')}</h3>
          {files.map(file => (
            <DiffView
              key={file.path}
              file={file}
              isOpen={files.length <= MOST_UNFOLDED}
            />
          ))}
        </section>
      )}
      {notFixed.length > 0 && (
        <section>
          <h3>{t('dialog.notFixed')}</h3>
          <ul className={styles.checks}>
            {notFixed.map(fix => (
              <NotFixed key={fix.check} fix={fix} />
            ))}
          </ul>
        </section>
      )}
      {files.length > 0 && <p>{t('dialog.whose')}</p>}
    </>
  );
}

function NotFixed(props: { fix: PlannedFix }) {
  const { title, reason, template } = props.fix;
  const { t } = useTranslationRef(conformityFixesTranslationRef);
  const createRoot = useRouteRef(createComponentRouteRef)?.();
  return (
    <li className={styles.check}>
      <span>{title}</span>
      {template && createRoot !== undefined ? (
        <span>
          <Link href={templateFormHref(createRoot, template)}>
            {t('check.template')}
          </Link>
        </span>
      ) : (
        <span className={styles.aside}>{reason}</span>
      )}
    </li>
  );
}

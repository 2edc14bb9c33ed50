import { MarkdownContent } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import {
  ConformityLevel,
  UpgradeFile,
  UpgradePlan,
} from '@waymark-idp/plugin-golden-path-common';
import { FileDiff } from './FileDiff';
import { upgradeTranslationRef } from './translation';
import styles from './upgrade.module.css';

/** What an upgrade would do. */
export function PlanView({ plan }: { plan: UpgradePlan }) {
  const { t } = useTranslationRef(upgradeTranslationRef);
  const { files, conflicts, changelog, notes, ignored } = plan;
  const messages = new Map(
    conflicts.map(({ path, message }) => [path, message]),
  );
  return (
    <>
      <Text as="p">
        {files.length > 0
          ? t('changes', { count: files.length })
          : t('nothing')}
      </Text>
      {conflicts.length > 0 && (
        <Alert
          status="warning"
          icon
          title={t('conflicts', { count: conflicts.length })}
        />
      )}
      <Score plan={plan} />
      {changelog && (
        <section aria-label={t('changelog')}>
          <Text as="h4" variant="body-medium" weight="bold">
            {t('changelog')}
          </Text>
          <MarkdownContent content={changelog.replace(/^#+ /gm, '##### ')} />
        </section>
      )}
      {notes.map(note => (
        <Alert
          key={note}
          status="info"
          icon
          title={t('notes')}
          description={note}
        />
      ))}
      {ignored.length > 0 && (
        <Text as="p" color="secondary">
          {t('ignored', { paths: ignored.join(', ') })}
        </Text>
      )}
      <section aria-label={t('files.title')}>
        <Text as="h4" variant="body-medium" weight="bold">
          {t('files.title')}
        </Text>
        {files.map(file => (
          <File key={file.path} file={file} message={messages.get(file.path)} />
        ))}
      </section>
    </>
  );
}

function File(props: { file: UpgradeFile; message?: string }) {
  const { file, message } = props;
  const { t } = useTranslationRef(upgradeTranslationRef);
  return (
    <details className={styles.file} open={file.conflict}>
      <summary>
        <span className={styles.path}>{file.path}</span>
        <span>{t(`files.${file.change}`)}</span>
        {file.conflict && (
          <span className={styles.conflict}>{t('files.conflict')}</span>
        )}
      </summary>
      {message && <Text as="p">{message}</Text>}
      <FileDiff file={file} />
    </details>
  );
}

function Score({ plan }: { plan: UpgradePlan }) {
  const { t } = useTranslationRef(upgradeTranslationRef);
  if (!plan.score) {
    return null;
  }
  const { before, after, newFailures } = plan.score;
  const say = ({ score, level }: ConformityLevel) => {
    const named = !level || level === 'none' ? t('score.noLevel') : level;
    return score === undefined ? t('score.none') : `${score} (${named})`;
  };
  const isSame = say(before) === say(after);
  return (
    <Text as="p">
      <strong>{t('score.title')}:</strong>{' '}
      {isSame
        ? t('score.same', { after: say(after) })
        : t('score.change', { before: say(before), after: say(after) })}
      {newFailures.length > 0 &&
        `. ${t('score.failures', { checks: newFailures.join(', ') })}`}
    </Text>
  );
}

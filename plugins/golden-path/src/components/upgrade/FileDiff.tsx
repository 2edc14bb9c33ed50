import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { UpgradeFile } from '@waymark-idp/plugin-golden-path-common';
import { DiffLine, diffPieces } from './lineDiff';
import { upgradeTranslationRef } from './translation';
import styles from './upgrade.module.css';

const SIGNS = { same: ' ', added: '+', removed: '-' };
const MARK = /^(<{7}|={7}|>{7})( |$)/;

/** What changes in one file; what a person has to decide stands out. */
export function FileDiff({ file }: { file: UpgradeFile }) {
  const { t } = useTranslationRef(upgradeTranslationRef);
  const { path, change, before, after } = file;
  if (change === 'mode') {
    return <Text color="secondary">{t('files.modeOnly')}</Text>;
  }
  const isText =
    (change === 'added' || before !== undefined) &&
    (change === 'removed' || after !== undefined);
  if (!isText) {
    return <Text color="secondary">{t('files.binary')}</Text>;
  }
  return (
    <pre
      className={styles.diff}
      // Reachable by keyboard, because it scrolls.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={t('files.diff', { path })}
    >
      {diffPieces(before ?? '', after ?? '').map((piece, i) => (
        <code key={i} className={styles.piece}>
          {piece.map((line, j) => (
            <span key={j} className={classOf(line)}>
              {`${SIGNS[line.kind]} ${line.text}\n`}
            </span>
          ))}
        </code>
      ))}
    </pre>
  );
}

function classOf({ kind, text }: DiffLine): string {
  return kind === 'added' && MARK.test(text) ? styles.mark : styles[kind];
}

import { useMemo } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FixedFile } from '@waymark-idp/plugin-conformity-common';
import { DiffLine, diffLines } from './diffLines';
import { conformityFixesTranslationRef } from './translation';
import styles from './fixes.module.css';

// More than anybody reads, and than a page draws quickly.
const MOST_LINES = 500;

const SIGNS: Record<DiffLine['kind'], string> = {
  same: ' ',
  added: '+',
  removed: '-',
  gap: '⋯',
};

/** What changes in one file, line by line. */
export function DiffView(props: { file: FixedFile; isOpen: boolean }) {
  const { path, before, after } = props.file;
  const { t } = useTranslationRef(conformityFixesTranslationRef);
  const lines = useMemo(() => diffLines(before ?? '', after), [before, after]);
  const added = lines.filter(({ kind }) => kind === 'added').length;
  const removed = lines.filter(({ kind }) => kind === 'removed').length;
  const left = lines.length - MOST_LINES;
  return (
    <details className={styles.file} open={props.isOpen}>
      <summary>
        <code>{path}</code>{' '}
        <span className={styles.counts}>
          {[
            before === undefined && t('diff.newFile'),
            added > 0 && t('diff.added', { count: added }),
            removed > 0 && t('diff.removed', { count: removed }),
          ]
            .filter(Boolean)
            .join(', ')}
        </span>
      </summary>
      {/* Reachable by keyboard, because it scrolls. */}
      <div
        className={styles.diff}
        role="group"
        aria-label={t('diff.changesOf', { path })}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {lines.slice(0, MOST_LINES).map(({ kind, text }, at) => (
          <div key={at} className={styles[kind]}>
            <span aria-hidden className={styles.sign}>
              {SIGNS[kind]}
            </span>
            {(kind === 'added' || kind === 'removed') && (
              <VisuallyHidden>
                {kind === 'added' ? t('diff.addedLine') : t('diff.removedLine')}{' '}
              </VisuallyHidden>
            )}
            <span>{text}</span>
          </div>
        ))}
      </div>
      {left > 0 && <p>{t('diff.left', { lines: String(left) })}</p>}
    </details>
  );
}

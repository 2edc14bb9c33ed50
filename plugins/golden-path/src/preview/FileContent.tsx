import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { PreviewFile } from '@waymark-idp/plugin-golden-path-common';
import { goldenPathTranslationRef } from '../translation';
import styles from './preview.module.css';

/** One file as text, or why it cannot be shown. */
export function FileContent({ file }: { file: PreviewFile }) {
  const { t } = useTranslationRef(goldenPathTranslationRef);
  const size = formatSize(file.size);
  let instead: string | undefined;
  if (file.binary) instead = t('preview.binary', { size });
  else if (file.truncated) instead = t('preview.truncated', { size });
  else if (!file.content) instead = t('preview.empty');
  return (
    <figure className={styles.file}>
      <figcaption>
        <Text variant="body-small" weight="bold">
          {file.path}
        </Text>{' '}
        <Text variant="body-small" color="secondary">
          {size}
        </Text>
      </figcaption>
      {instead ? (
        <Text as="p" color="secondary">
          {instead}
        </Text>
      ) : (
        // Reachable by keyboard, because it scrolls.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre tabIndex={0} aria-label={file.path}>
          {file.content}
        </pre>
      )}
    </figure>
  );
}

/** Bytes in the unit that a person would use. */
export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KiB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Skeleton, Text } from '@backstage/ui';
import { PreviewRequest } from '@waymark-idp/plugin-golden-path-common';
import { useState } from 'react';
import { goldenPathTranslationRef } from '../translation';
import { messageOf } from '../util';
import { FileContent } from './FileContent';
import { FileList } from './FileList';
import styles from './preview.module.css';
import { StartingScore } from './StartingScore';
import { useTemplatePreview } from './useTemplatePreview';

interface TemplatePreviewProps {
  templateRef: string;
  parameters: PreviewRequest['parameters'];
}

/** Shown first, where the template has it. */
const FIRST = 'README.md';

/** What a template would create: its files, and what happens after them. */
export function TemplatePreview(props: TemplatePreviewProps) {
  const { t } = useTranslationRef(goldenPathTranslationRef);
  const { loading, preview, request, error, retry } = useTemplatePreview(
    props.templateRef,
    props.parameters,
  );
  const [chosen, setChosen] = useState(FIRST);
  const files = preview?.files ?? [];
  const shown = files.find(({ path }) => path === chosen) ?? files[0];

  return (
    <section aria-label={t('preview.title')} aria-busy={loading}>
      <Text as="h3" variant="title-small">
        {t('preview.title')}
      </Text>
      <div role="status">
        <Text as="p" variant="body-medium" color="secondary">
          {loading
            ? t('preview.loading')
            : preview && t('preview.intro', { count: files.length })}
        </Text>
      </div>
      <StartingScore request={loading ? undefined : request} />
      {error && (
        <Alert
          status="danger"
          title={t('preview.error')}
          description={messageOf(error)}
          customActions={
            <Button variant="secondary" size="small" onPress={retry}>
              {t('preview.retry')}
            </Button>
          }
        />
      )}
      {loading && !preview && <Skeleton height={240} />}
      {shown && (
        <div className={styles.preview}>
          <FileList files={files} chosen={shown.path} onChoose={setChosen} />
          <FileContent file={shown} />
        </div>
      )}
      {preview && preview.skipped.length > 0 && (
        <div className={styles.skipped}>
          <Text as="h4" variant="body-medium" weight="bold">
            {t('preview.skipped')}
          </Text>
          <ul className={styles.steps}>
            {preview.skipped.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        </div>
      )}
      {preview?.warnings.map(warning => (
        <Alert key={warning} status="warning" description={warning} />
      ))}
    </section>
  );
}

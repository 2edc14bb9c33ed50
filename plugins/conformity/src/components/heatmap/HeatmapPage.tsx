import { useCallback, useState } from 'react';
import { Button, Container, Text } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { HeatmapRow } from '@waymark-idp/plugin-conformity-common';
import { conformityApiRef } from '../../api/conformityApiRef';
import { fleetApiRef } from '../../api/fleetApiRef';
import { useLive } from '../../hooks/useLive';
import { useLoad } from '../../hooks/useLoad';
import { LoadError } from '../LoadError';
import { LoadingBlock } from '../LoadingBlock';
import { conformityFleetTranslationRef } from '../fleet/translation';
import { ExportMenu } from '../ExportMenu';
import { HeatmapTable } from './HeatmapTable';
import styles from './heatmap.module.css';

const PAGE = 50;

/** How every owner does against every standard. */
export function HeatmapPage() {
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const api = useApi(conformityApiRef);
  const fleetApi = useApi(fleetApiRef);
  const [pages, setPages] = useState(1);
  const { value, error, loading, reload } = useLoad(
    useCallback(
      async (signal: AbortSignal) => {
        const rows: HeatmapRow[] = [];
        let cursor: string | undefined;
        const standards = api.getStandards({ signal });
        for (let page = 0; page < pages; page += 1) {
          const next = await fleetApi.getHeatmap(
            { limit: PAGE, cursor },
            { signal },
          );
          rows.push(...next.items);
          cursor = next.nextCursor;
          if (!cursor) {
            break;
          }
        }
        return {
          rows,
          hasMore: cursor !== undefined,
          standards: (await standards).standards,
        };
      },
      [api, fleetApi, pages],
    ),
  );
  useLive(reload);

  let content = <LoadingBlock label={t('heatmap.loading')} rows={6} />;
  if (value && value.rows.length === 0) {
    content = (
      <div>
        <Text as="h2" variant="title-small">
          {t('heatmap.empty.title')}
        </Text>
        <Text as="p">{t('heatmap.empty.description')}</Text>
      </div>
    );
  } else if (value) {
    content = (
      <>
        <HeatmapTable rows={value.rows} standards={value.standards} />
        {value.hasMore && (
          <div>
            <Button
              variant="secondary"
              isPending={loading}
              onPress={() => setPages(count => count + 1)}
            >
              {t('heatmap.more')}
            </Button>
          </div>
        )}
      </>
    );
  } else if (error && !loading) {
    content = (
      <LoadError title={t('heatmap.error')} error={error} onRetry={reload} />
    );
  }
  return (
    <main>
      <Container>
        <div className={styles.page}>
          <div className={styles.head}>
            <Text as="p" className={styles.intro}>
              {t('heatmap.intro')}
            </Text>
            <ExportMenu path="/heatmap" />
          </div>
          {content}
        </div>
      </Container>
    </main>
  );
}

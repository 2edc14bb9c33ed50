import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Container, Select, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TrendGroup } from '@waymark-idp/plugin-conformity-common';
import { conformityFleetTranslationRef } from '../fleet/translation';
import { TrendKeySelect } from './TrendKeySelect';
import { TrendView } from './TrendView';
import styles from './trend.module.css';

const groups: TrendGroup[] = [
  'all',
  'owner',
  'system',
  'standard',
  'check',
  'type',
];
const periods = [30, 90, 365];

/** The scores of everything, or of a part of it, day by day. The address says of what. */
export function TrendPage() {
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const [params, setParams] = useSearchParams();
  const by = groups.find(group => group === params.get('by')) ?? 'all';
  const key = params.get('key') ?? undefined;
  const days = periods.find(it => it === Number(params.get('days'))) ?? 90;
  const request = useMemo(
    () => (by === 'all' ? { days } : { by, key, days }),
    [by, key, days],
  );
  const choose = (change: Record<string, string | undefined>) => {
    const next = { by, key, days: String(days), ...change };
    setParams(
      Object.fromEntries(
        Object.entries(next).filter(
          (entry): entry is [string, string] => entry[1] !== undefined,
        ),
      ),
      { replace: true },
    );
  };

  return (
    <main>
      <Container>
        <div className={styles.page}>
          <Text as="p">{t('trend.intro')}</Text>
          <div className={styles.controls}>
            <Select
              className={styles.select}
              label={t('trend.by')}
              options={groups.map(group => ({
                value: group,
                label: t(`trend.groups.${group}`),
              }))}
              value={by}
              onChange={value => choose({ by: String(value), key: undefined })}
            />
            {by !== 'all' && (
              <TrendKeySelect
                by={by}
                value={key}
                onChange={value => choose({ key: value })}
              />
            )}
            <Select
              className={styles.select}
              label={t('trend.days')}
              options={periods.map(count => ({
                value: String(count),
                label: t('trend.period', { count }),
              }))}
              value={String(days)}
              onChange={value => choose({ days: String(value) })}
            />
          </div>
          {by === 'all' || key ? (
            <TrendView request={request} />
          ) : (
            <Text as="p">{t('trend.choose')}</Text>
          )}
        </div>
      </Container>
    </main>
  );
}

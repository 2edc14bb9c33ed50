import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Container, Select } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { conformityApiRef } from '../../api/conformityApiRef';
import { useLoad } from '../../hooks/useLoad';
import { useTeams } from '../../hooks/useTeams';
import { refName } from '../../util/refName';
import { conformityFleetTranslationRef } from '../fleet/translation';
import { LoadError } from '../LoadError';
import { LoadingBlock } from '../LoadingBlock';
import { NextSteps } from './NextSteps';
import styles from './next.module.css';

/** What a team should do next: first the user's own. */
export function NextPage() {
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const api = useApi(conformityApiRef);
  const [params, setParams] = useSearchParams();
  const teams = useTeams();
  const owners = useLoad(
    useCallback(signal => api.getSummary('owner', { signal }), [api]),
  );
  const owner = params.get('owner') ?? teams.value?.[0];
  const choices = useMemo(() => {
    const mine = teams.value ?? [];
    const refs = [
      ...mine,
      ...(owner ? [owner] : []),
      ...(owners.value ?? [])
        .map(({ key }) => key)
        .filter(key => key.includes(':'))
        .sort(),
    ];
    return [...new Set(refs)].map(value => ({ value, label: refName(value) }));
  }, [teams.value, owners.value, owner]);

  let content = <LoadingBlock label={t('next.loading')} />;
  if (owner) {
    content = <NextSteps owner={owner} />;
  } else if (teams.error && !teams.loading) {
    content = (
      <LoadError
        title={t('next.error')}
        error={teams.error}
        onRetry={teams.reload}
      />
    );
  }
  return (
    <main>
      <Container>
        <div className={styles.page}>
          <Select
            className={styles.select}
            label={t('next.team')}
            searchable
            searchPlaceholder={t('filter.find')}
            options={choices}
            value={owner ?? null}
            onChange={value =>
              value && setParams({ owner: String(value) }, { replace: true })
            }
          />
          {content}
        </div>
      </Container>
    </main>
  );
}

import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { useState } from 'react';
import { surveysApiRef } from '../api/surveysApiRef';
import { surveysTranslationRef } from '../translation';
import { messageOf } from '../util/format';

/** The same results as a file; fetched, because a link carries no credentials. */
export function DownloadCsv({ waveId }: { waveId: string }) {
  const { t } = useTranslationRef(surveysTranslationRef);
  const api = useApi(surveysApiRef);
  const [error, setError] = useState<Error>();

  const download = async () => {
    setError(undefined);
    try {
      const csv = await api.getResultsCsv(waveId);
      const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
      const link = document.createElement('a');
      link.href = url;
      link.download = `survey-results-${waveId}.csv`;
      link.click();
      URL.revokeObjectURL(url);
    } catch (caught) {
      setError(caught as Error);
    }
  };

  return (
    <>
      <Button variant="secondary" onPress={download}>
        {t('results.csv')}
      </Button>
      {error && <Alert status="danger" description={messageOf(error)} />}
    </>
  );
}

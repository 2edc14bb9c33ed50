import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { useState } from 'react';
import { surveysApiRef } from '../api/surveysApiRef';
import { messageOf } from '../util/format';
import { saveFile } from '../util/saveFile';
import { surveysResultsTranslationRef } from './translation';

/** The same results as a file; fetched, because a link carries no credentials. */
export function DownloadCsv({ waveId }: { waveId: string }) {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const api = useApi(surveysApiRef);
  const [error, setError] = useState<Error>();

  const download = async () => {
    setError(undefined);
    try {
      const csv = await api.getResultsCsv(waveId);
      saveFile(`survey-results-${waveId}.csv`, csv, 'text/csv');
    } catch (caught) {
      setError(caught as Error);
    }
  };

  return (
    <>
      <Button variant="secondary" onPress={download}>
        {t('csv')}
      </Button>
      {error && <Alert status="danger" description={messageOf(error)} />}
    </>
  );
}

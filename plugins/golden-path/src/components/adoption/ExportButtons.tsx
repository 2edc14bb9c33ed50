import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { adoptionApiRef } from '../../api/apiRefs';
import { messageOf } from '../../util';
import { adoptionTranslationRef } from './translation';

const TYPES = { csv: 'text/csv', json: 'application/json' };

/** Every component that came from a template, as a file. */
export function ExportButtons() {
  const { t } = useTranslationRef(adoptionTranslationRef);
  const api = useApi(adoptionApiRef);
  const toasts = useApi(toastApiRef);

  const download = async (format: 'csv' | 'json') => {
    try {
      const text = await api.exportAdoption(format);
      const url = URL.createObjectURL(
        new Blob([text], { type: TYPES[format] }),
      );
      const link = document.createElement('a');
      link.href = url;
      link.download = `golden-path.${format}`;
      link.click();
      URL.revokeObjectURL(url);
    } catch (error) {
      toasts.post({
        title: t('export.failed'),
        description: messageOf(error as Error),
        status: 'danger',
      });
    }
  };
  return (
    <>
      {(['csv', 'json'] as const).map(format => (
        <Button
          key={format}
          size="small"
          variant="secondary"
          onPress={() => download(format)}
        >
          {t(`export.${format}`)}
        </Button>
      ))}
    </>
  );
}

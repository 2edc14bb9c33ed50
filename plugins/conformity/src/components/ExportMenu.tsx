import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useDownload } from '../hooks/useDownload';
import { messageOf } from '../util/errors';
import { conformityFleetTranslationRef } from './fleet/translation';

/** Takes what is shown away: as CSV or as JSON, all pages of it. */
export function ExportMenu(props: {
  /** Where a page has several. */
  label?: string;
  /** Below `/exports` of the backend. */
  path: string;
  /** What is undefined is left out. */
  query?: object;
  /** Where what is exported depends on more than a query can say. */
  body?: object;
}) {
  const { label, path, query, body } = props;
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const toasts = useApi(toastApiRef);
  const download = useDownload();
  const [pending, setPending] = useState(false);

  const save = async (format: 'csv' | 'json') => {
    setPending(true);
    try {
      const search = new URLSearchParams({ format });
      for (const [name, value] of Object.entries(query ?? {})) {
        if (value !== undefined) {
          search.set(name, String(value));
        }
      }
      await download(`/exports${path}`, search, body);
    } catch (error) {
      toasts.post({
        title: t('export.failed'),
        description: messageOf(error),
        status: 'danger',
      });
    } finally {
      setPending(false);
    }
  };
  return (
    <MenuTrigger>
      <Button
        variant="secondary"
        isPending={pending}
        iconStart={<RiDownloadLine aria-hidden />}
      >
        {label ?? t('export.open')}
      </Button>
      <Menu>
        <MenuItem onAction={() => save('csv')}>{t('export.csv')}</MenuItem>
        <MenuItem onAction={() => save('json')}>{t('export.json')}</MenuItem>
      </Menu>
    </MenuTrigger>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { FileDrift } from '@waymark-idp/plugin-golden-path-common';
import { useState } from 'react';
import { driftTranslationRef } from './translation';
import styles from './drift.module.css';

const FILTERS = ['all', 'changed-here', 'deleted-here', 'behind'] as const;
type Filter = (typeof FILTERS)[number];

const matches = (file: FileDrift, filter: Filter) =>
  filter === 'all' ||
  (filter === 'behind' ? file.behind : file.state === filter);

/** The files that are not as the newest version of the template renders them. */
export function DriftFiles({ files }: { files: FileDrift[] }) {
  const { t } = useTranslationRef(driftTranslationRef);
  const [filter, setFilter] = useState<Filter>('all');
  const shown = files.filter(file => matches(file, filter));
  if (files.length === 0) {
    return <Text as="p">{t('files.empty')}</Text>;
  }
  return (
    <>
      <ToggleButtonGroup
        aria-label={t('files.filter')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filter]}
        onSelectionChange={keys => setFilter([...keys][0] as Filter)}
      >
        {FILTERS.map(id => (
          <ToggleButton key={id} id={id}>
            {t(`files.${id}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {shown.length === 0 ? (
        <Text as="p">{t('files.emptyFilter')}</Text>
      ) : (
        <div
          className={styles.scroll}
          // What scrolls is reached by keyboard too.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="group"
          aria-label={t('files.title')}
        >
          <table className={styles.table}>
            <caption>{t('files.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('files.path')}</th>
                <th scope="col">{t('files.here')}</th>
                <th scope="col">{t('files.template')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(file => (
                <tr key={file.path}>
                  <th scope="row" className={styles.path}>
                    {file.path}
                  </th>
                  <td>{t(`files.${file.state}`)}</td>
                  <td>{inTemplate(file)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );

  function inTemplate(file: FileDrift): string {
    if (file.ignored) {
      return t('files.ignored');
    }
    return file.behind ? t('files.behind') : t('files.same');
  }
}

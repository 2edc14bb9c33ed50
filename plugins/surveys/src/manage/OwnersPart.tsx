import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Select, TextField } from '@backstage/ui';
import { useLoaded } from '../hooks/useLoaded';
import styles from './manage.module.css';
import { surveysManageTranslationRef } from './translation';
import { WaveFields } from './useWaveFields';

interface OwnersPartProps {
  fields: WaveFields;
  onChange(changed: Partial<WaveFields>): void;
}

const FACETS = { types: 'spec.type', lifecycles: 'spec.lifecycle' } as const;

/** The owners of which components are asked. */
export function OwnersPart({ fields, onChange }: OwnersPartProps) {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const catalog = useApi(catalogApiRef);
  const { value } = useLoaded(
    () =>
      catalog.getEntityFacets({
        filter: { kind: 'component' },
        facets: Object.values(FACETS),
      }),
    [catalog],
  );
  const chooser = (key: keyof typeof FACETS, label: string) => (
    <Select
      label={label}
      placeholder={t('formAny')}
      selectionMode="multiple"
      options={(value?.facets[FACETS[key]] ?? []).map(facet => ({
        value: facet.value,
        label: `${facet.value} (${facet.count})`,
      }))}
      value={fields[key]}
      onChange={chosen => onChange({ [key]: chosen.map(String) })}
    />
  );
  return (
    <>
      <div className={styles.pair}>
        {chooser('types', t('formOwnersType'))}
        {chooser('lifecycles', t('formOwnersLifecycle'))}
      </div>
      <TextField
        label={t('formOwners')}
        description={t('formOwnersHelp')}
        value={fields.owners}
        onChange={owners => onChange({ owners })}
      />
    </>
  );
}

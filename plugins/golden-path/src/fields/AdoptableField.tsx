import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { BgProvider, Select, Text, TextField } from '@backstage/ui';
import { SOURCE_TEMPLATE_ANNOTATION } from '@waymark-idp/plugin-golden-path-common';
import { useCallback, useState } from 'react';
import { useLoad } from '../hooks/useLoad';
import { goldenPathTranslationRef } from '../translation';
import { messageOf } from '../util';
import styles from './fields.module.css';

const OTHER = 'other';

/**
 * A repository that is to come onto the golden path: a component of one's own
 * teams, or an address. Its value is an entity ref or that address.
 */
export function AdoptableField(props: FieldExtensionComponentProps<string>) {
  const { formData = '', onChange, schema } = props;
  const { t } = useTranslationRef(goldenPathTranslationRef);
  const components = useLoad(useAdoptable());
  const [byAddress, setByAddress] = useState(/^https?:/.test(formData));

  const options = (components.value ?? []).map(({ ref, title }) => ({
    value: ref,
    label: title,
  }));
  // It may have been chosen elsewhere, where others are offered.
  if (formData && !byAddress && options.every(o => o.value !== formData)) {
    options.unshift({ value: formData, label: formData });
  }
  const hasOptions = options.length > 0;
  const choose = (key: string) => {
    setByAddress(key === OTHER);
    onChange(key === OTHER ? undefined : key);
  };
  return (
    // As in NameField: the card below is Material UI's.
    <BgProvider bg="neutral-1">
      {hasOptions && (
        <Select
          label={schema.title ?? t('adoptable.component')}
          description={t('adoptable.help')}
          searchable
          options={[...options, { value: OTHER, label: t('adoptable.other') }]}
          value={byAddress ? OTHER : formData || null}
          onChange={key => choose(String(key))}
          isRequired
        />
      )}
      <div role="status" className={styles.status}>
        {components.loading && (
          <Text variant="body-small" color="secondary">
            {t('adoptable.loading')}
          </Text>
        )}
        {components.error && (
          <Text variant="body-small" color="warning">
            ! {t('adoptable.error', { message: messageOf(components.error) })}
          </Text>
        )}
        {components.value?.length === 0 && (
          <Text variant="body-small" color="secondary">
            {t('adoptable.none')}
          </Text>
        )}
      </div>
      {(byAddress || (!hasOptions && !components.loading)) && (
        <TextField
          label={t('adoptable.address')}
          description={t('adoptable.addressHelp', {
            example: 'https://github.com/example/orders',
          })}
          value={formData}
          onChange={text => {
            setByAddress(true);
            onChange(text.trim() || undefined);
          }}
          isRequired
          type="url"
          autoComplete="off"
        />
      )}
    </BgProvider>
  );
}

/** Loads the components of one's own teams that come from no template. */
function useAdoptable() {
  const catalog = useApi(catalogApiRef);
  const identity = useApi(identityApiRef);
  return useCallback(async () => {
    const { ownershipEntityRefs } = await identity.getBackstageIdentity();
    const { items } = await catalog.getEntities({
      filter: {
        kind: 'Component',
        'relations.ownedBy': ownershipEntityRefs,
      },
      fields: [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.title',
        'metadata.annotations',
      ],
    });
    return items
      .filter(
        ({ metadata: { annotations = {} } }) =>
          !annotations[SOURCE_TEMPLATE_ANNOTATION] &&
          annotations['backstage.io/source-location']?.startsWith('url:'),
      )
      .map(entity => ({
        ref: stringifyEntityRef(entity),
        title: entity.metadata.title ?? entity.metadata.name,
      }))
      .sort((a, b) => a.title.localeCompare(b.title));
  }, [catalog, identity]);
}

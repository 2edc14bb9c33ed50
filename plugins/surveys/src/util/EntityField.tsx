import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Select } from '@backstage/ui';
import { useState } from 'react';
import { useLoaded } from '../hooks/useLoaded';
import { surveysTranslationRef } from '../translation';

/** So many are offered; who looks for another types a part of its name. */
const OFFERED = 50;

interface EntityFieldProps {
  label: string;
  description?: string;
  kinds: ('group' | 'user' | 'template')[];
  isRequired?: boolean;
  /** What it means that nothing is chosen. */
  placeholder?: string;
}

/** Chooses one entity of the catalog, by entity ref. */
export function EntityField(
  props: EntityFieldProps & {
    value: string;
    onChange(entityRef: string): void;
  },
) {
  const { kinds, value, onChange, ...field } = props;
  const offered = useOffered(kinds, value ? [value] : []);
  return (
    <Select
      {...field}
      {...offered}
      value={value}
      onChange={chosen => chosen !== null && onChange(String(chosen))}
    />
  );
}

/** Chooses any number of them. */
export function EntitiesField(
  props: EntityFieldProps & {
    value: string[];
    onChange(entityRefs: string[]): void;
  },
) {
  const { kinds, value, onChange, ...field } = props;
  const offered = useOffered(kinds, value);
  return (
    <Select
      {...field}
      {...offered}
      selectionMode="multiple"
      value={value}
      onChange={chosen => onChange(chosen.map(String))}
    />
  );
}

function useOffered(kinds: string[], chosen: string[]) {
  const { t } = useTranslationRef(surveysTranslationRef);
  const catalog = useApi(catalogApiRef);
  const [term, setTerm] = useState('');
  const { value } = useLoaded(async () => {
    const { items } = await catalog.queryEntities({
      filter: { kind: kinds },
      fields: [
        ...['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'],
        'spec.profile.displayName',
      ],
      orderFields: [{ field: 'metadata.name', order: 'asc' }],
      limit: OFFERED,
      ...(term && {
        fullTextFilter: {
          term,
          fields: [
            ...['metadata.name', 'metadata.title', 'spec.profile.displayName'],
          ],
        },
      }),
    });
    return items.map(entity => {
      const { profile } = (entity.spec ?? {}) as {
        profile?: { displayName?: string };
      };
      const ref = stringifyEntityRef(entity);
      return {
        value: ref,
        label: profile?.displayName ?? entity.metadata.title ?? nameOf(ref),
      };
    });
  }, [catalog, kinds.join(), term]);
  const found = value ?? [];
  // What is chosen stays, though it is not among those looked for.
  const others = chosen
    .filter(ref => !found.some(option => option.value === ref))
    .map(ref => ({ value: ref, label: nameOf(ref) }));
  return {
    options: [...others, ...found],
    search: {
      mode: 'server' as const,
      inputValue: term,
      onInputChange: setTerm,
      placeholder: t('find'),
    },
  };
}

function nameOf(entityRef: string): string {
  try {
    return parseEntityRef(entityRef).name;
  } catch {
    return entityRef;
  }
}

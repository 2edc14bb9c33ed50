import {
  Entity,
  parseEntityRef,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { BgProvider, Select, Text, TextField } from '@backstage/ui';
import { useCallback, useEffect, useRef } from 'react';
import { useLoad } from '../hooks/useLoad';
import { goldenPathTranslationRef } from '../translation';
import { messageOf } from '../util';
import styles from './fields.module.css';

/**
 * The team that will own it. The teams of whoever fills in the form come first,
 * and who is in one team only has it chosen.
 */
export function OwnerField(props: FieldExtensionComponentProps<string>) {
  const { formData, onChange, schema, required, rawErrors = [] } = props;
  const { t } = useTranslationRef(goldenPathTranslationRef);
  const groups = useLoad(useGroups());
  const { mine = [], others = [] } = groups.value ?? {};

  // Once: whoever takes it out again means it.
  const isPreset = useRef(formData !== undefined);
  useEffect(() => {
    if (!isPreset.current && groups.value) {
      isPreset.current = true;
      if (mine.length === 1) onChange(mine[0].ref);
    }
  }, [groups.value, mine, onChange]);

  const field = {
    label: schema.title ?? t('owner.label'),
    description: schema.description,
    isRequired: required,
    isInvalid: rawErrors.length > 0,
  };
  const options = [
    ...mine.map(({ ref, title }) => ({
      value: ref,
      label: t('owner.mine', { title }),
    })),
    ...others.map(({ ref, title }) => ({ value: ref, label: title })),
  ];
  if (formData && options.every(({ value }) => value !== formData)) {
    options.unshift({ value: formData, label: nameOf(formData) });
  }
  return (
    // As in NameField: the card below is Material UI's.
    <BgProvider bg="neutral-1">
      {groups.error ? (
        <TextField
          {...field}
          description={t('owner.ref', { example: 'group:default/payments' })}
          value={formData ?? ''}
          onChange={text => onChange(text.trim() || undefined)}
        />
      ) : (
        <Select
          {...field}
          searchable
          options={options}
          value={formData ?? null}
          onChange={key => onChange(key === null ? undefined : String(key))}
        />
      )}
      <div role="status" className={styles.status}>
        {groups.error && (
          <Text variant="body-small" color="warning">
            ! {t('owner.error', { message: messageOf(groups.error) })}
          </Text>
        )}
      </div>
    </BgProvider>
  );
}

interface Team {
  ref: string;
  title: string;
}

/** Loads all groups: those that one is a member of, and the others. */
function useGroups() {
  const catalog = useApi(catalogApiRef);
  const identity = useApi(identityApiRef);
  return useCallback(async () => {
    const { userEntityRef } = await identity.getBackstageIdentity();
    const [{ items }, user] = await Promise.all([
      catalog.getEntities({
        filter: { kind: 'Group' },
        fields: [
          ...['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'],
          'spec.profile.displayName',
        ],
      }),
      catalog.getEntityByRef(userEntityRef),
    ]);
    const own = new Set(
      (user?.relations ?? [])
        .filter(({ type }) => type === RELATION_MEMBER_OF)
        .map(({ targetRef }) => targetRef),
    );
    const teams = items
      .map(toTeam)
      .sort((a, b) => a.title.localeCompare(b.title));
    return {
      mine: teams.filter(({ ref }) => own.has(ref)),
      others: teams.filter(({ ref }) => !own.has(ref)),
    };
  }, [catalog, identity]);
}

function toTeam(group: Entity): Team {
  const { profile } = (group.spec ?? {}) as {
    profile?: { displayName?: string };
  };
  const { name, title } = group.metadata;
  return {
    ref: stringifyEntityRef(group),
    title: profile?.displayName ?? title ?? name,
  };
}

function nameOf(entityRef: string): string {
  try {
    return parseEntityRef(entityRef, { defaultKind: 'group' }).name;
  } catch {
    return entityRef;
  }
}

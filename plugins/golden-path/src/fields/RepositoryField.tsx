import {
  ConfigApi,
  configApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type {
  CustomFieldValidator,
  FieldExtensionComponentProps,
} from '@backstage/plugin-scaffolder-react';
import { BgProvider, Select, Text, TextField } from '@backstage/ui';
import { useEffect } from 'react';
import { goldenPathApiRef } from '../api/goldenPathApiRef';
import { goldenPathTranslationRef } from '../translation';
import { FieldStatus } from './FieldStatus';
import styles from './fields.module.css';
import { formatRepositoryUrl, parseRepositoryUrl } from './repositoryUrl';
import { useNameAvailability } from './useNameAvailability';

interface RepositoryFieldOptions {
  /** The field that holds the name; `name` unless given. */
  nameField?: string;
}

/**
 * Where the repository goes: host and owner. Its name is the component's name,
 * so there is nothing to type twice and nothing to mismatch.
 */
export function RepositoryField(
  props: FieldExtensionComponentProps<string, RepositoryFieldOptions>,
) {
  const { formData, onChange, formContext, uiSchema } = props;
  const { t } = useTranslationRef(goldenPathTranslationRef);
  const config = useApi(configApiRef);

  const hosts = configuredHosts(config);
  const defaults = config.getOptionalConfig('goldenPath.defaultRepository');
  const chosen = parseRepositoryUrl(formData);
  const host = chosen.host || defaults?.getOptionalString('host') || hosts[0];
  const owner = formData
    ? chosen.owner
    : defaults?.getOptionalString('owner') ?? '';
  const nameField = uiSchema['ui:options']?.nameField ?? 'name';
  const name = String(formContext.formData?.[nameField] ?? '');

  const change = (part: { host?: string; owner?: string }) =>
    onChange(formatRepositoryUrl({ host, owner, name, ...part }));
  const value = formatRepositoryUrl({ host, owner, name });
  useEffect(() => {
    // The defaults count as chosen, and a name that was changed carries over.
    if (formData !== value) onChange(value);
  }, [formData, value, onChange]);

  const check = useNameAvailability(
    owner ? { name, host, owner } : { name: '' },
  );

  return (
    // As in NameField: the card below is Material UI's.
    <BgProvider bg="neutral-1">
      <div className={styles.row}>
        <Select
          label={t('repository.host')}
          options={hosts.map(option => ({ value: option, label: option }))}
          value={host}
          onChange={key => change({ host: String(key) })}
        />
        <TextField
          label={t('repository.owner')}
          description={t('repository.ownerHelp', { host })}
          value={owner}
          onChange={text => change({ owner: text.trim() })}
          isRequired
          isInvalid={check.answer?.available === false}
        />
      </div>
      <Text as="p" variant="body-medium">
        {t('repository.result')}{' '}
        <span className={styles.url}>
          {name ? `${host}/${owner}/${name}` : t('repository.nameFirst')}
        </span>
      </Text>
      <FieldStatus
        check={check}
        checking={t('repository.checking')}
        free={t('repository.free')}
      />
    </BgProvider>
  );
}

/** The kinds of host on which `publish:repository` can create. */
const PUBLISHED_TO = ['github', 'gitlab', 'gitea'];

/** Only hosts that somebody configured: the others have no credentials. */
function configuredHosts(config: ConfigApi): string[] {
  return PUBLISHED_TO.flatMap(type =>
    (config.getOptionalConfigArray(`integrations.${type}`) ?? []).map(host =>
      host.getString('host'),
    ),
  );
}

/** Nobody leaves the page with a repository that exists already. */
export const validateRepository: CustomFieldValidator<string> = async (
  value,
  validation,
  { apiHolder },
) => {
  const { problems } = await apiHolder
    .get(goldenPathApiRef)!
    .getNameAvailability(parseRepositoryUrl(value));
  for (const { message } of problems) validation.addError(message);
};

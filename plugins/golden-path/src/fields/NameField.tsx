import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CustomFieldValidator,
  FieldExtensionComponentProps,
} from '@backstage/plugin-scaffolder-react';
import { BgProvider, TextField } from '@backstage/ui';
import { MAX_NAME_LENGTH } from '@waymark-idp/plugin-golden-path-common';
import { goldenPathApiRef } from '../api/goldenPathApiRef';
import { goldenPathTranslationRef } from '../translation';
import { FieldStatus } from './FieldStatus';
import { useNameAvailability } from './useNameAvailability';

/** The name of what is created, looked up in the catalog while it is typed. */
export function NameField(props: FieldExtensionComponentProps<string>) {
  const { formData, onChange, required, schema } = props;
  const { t } = useTranslationRef(goldenPathTranslationRef);
  const check = useNameAvailability({ name: formData ?? '' });
  return (
    // The form's card is Material UI's; Backstage UI has to be told that it
    // stands on one, or fields and card have the same colour.
    <BgProvider bg="neutral-1">
      <TextField
        label={schema.title ?? t('name.label')}
        description={schema.description ?? t('name.help')}
        value={formData ?? ''}
        onChange={value => onChange(value || undefined)}
        isRequired={required}
        isInvalid={check.answer?.available === false}
        maxLength={MAX_NAME_LENGTH + 1}
        autoComplete="off"
        // eslint-disable-next-line jsx-a11y/no-autofocus -- the first thing to fill in
        autoFocus
      />
      <FieldStatus
        check={check}
        checking={t('name.checking')}
        free={t('name.free', { name: formData ?? '' })}
      />
    </BgProvider>
  );
}

/** Nobody leaves the page with a name that is taken. */
export const validateName: CustomFieldValidator<string> = async (
  value,
  validation,
  { apiHolder },
) => {
  const { problems } = await apiHolder
    .get(goldenPathApiRef)!
    .getNameAvailability({ name: value });
  for (const { message } of problems) validation.addError(message);
};

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, Text } from '@backstage/ui';
import { Survey } from '@waymark-idp/plugin-surveys-common';
import { EntitiesField } from '../util/EntityField';
import { NativeField } from '../util/NativeField';
import { OwnersPart } from './OwnersPart';
import { surveysManageTranslationRef } from './translation';
import { WaveFields } from './useWaveFields';

interface AudiencePartProps {
  surveys: Survey[];
  fields: WaveFields;
  onChange(changed: Partial<WaveFields>): void;
}

const SHARES = ['1', '0.5', '0.33', '0.25'] as const;

/** What is asked, and of whom. */
export function AudiencePart({ surveys, fields, onChange }: AudiencePartProps) {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  return (
    <>
      <Select
        label={t('formSurvey')}
        options={surveys.map(({ id, title }) => ({ value: id, label: title }))}
        value={fields.surveyId}
        onChange={id => id && onChange({ surveyId: String(id) })}
      />
      <fieldset>
        <legend>{t('formAudience')}</legend>
        <Text as="p" color="secondary">
          {t('formAudienceNote')}
        </Text>
        <EntitiesField
          kinds={['group']}
          label={t('formGroups')}
          description={t('formGroupsHelp')}
          placeholder={t('formAny')}
          value={fields.groups}
          onChange={groups => onChange({ groups })}
        />
        <EntitiesField
          kinds={['template']}
          label={t('formTemplates')}
          placeholder={t('formAny')}
          value={fields.templates}
          onChange={templates => onChange({ templates })}
        />
        <OwnersPart fields={fields} onChange={onChange} />
        <NativeField
          type="number"
          min={1}
          max={3650}
          label={t('formJoined')}
          value={fields.joined}
          onChange={joined => onChange({ joined })}
        />
        <Select
          label={t('formPanel')}
          options={SHARES.map(share => ({
            value: share,
            label: t(`panel.${share}`),
          }))}
          value={fields.panel}
          onChange={panel => panel && onChange({ panel: String(panel) })}
        />
      </fieldset>
    </>
  );
}

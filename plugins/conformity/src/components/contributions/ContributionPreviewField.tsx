import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ContributionForm,
  toContribution,
} from '@waymark-idp/plugin-conformity-common';
import { ContributionPreview } from './ContributionPreview';
import { conformityContributionsTranslationRef } from './translation';

/**
 * What a contribution would do, on the last page of the form. It holds no value
 * of its own; what the other pages hold is what it looks at.
 */
export function ContributionPreviewField(
  props: FieldExtensionComponentProps<string>,
) {
  const { t } = useTranslationRef(conformityContributionsTranslationRef);
  const contribution = toContribution(
    props.formContext.formData as ContributionForm,
  );
  switch (contribution?.kind) {
    case 'new-check':
    case 'check-change':
      return <ContributionPreview contribution={contribution} />;
    case undefined:
      return <p role="status">{t('preview.missing')}</p>;
    default:
      return <p role="status">{t('preview.noScores')}</p>;
  }
}

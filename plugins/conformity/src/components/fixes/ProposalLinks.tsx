import { Link } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FixProposal } from '@waymark-idp/plugin-conformity-common';
import { conformityFixesTranslationRef } from './translation';
import styles from './fixes.module.css';

/** Where the open proposals are. */
export function ProposalLinks(props: {
  label: string;
  proposals: FixProposal[];
}) {
  const { t } = useTranslationRef(conformityFixesTranslationRef);
  return (
    <span className={styles.proposals}>
      {props.label}
      {props.proposals.map(({ id, url, number }) => (
        <Link
          key={id}
          href={url}
          target="_blank"
          rel="noopener"
          aria-label={t('check.numberOf', { number: String(number) })}
        >
          {t('check.number', { number: String(number) })}
        </Link>
      ))}
    </span>
  );
}

import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Scorecard } from '@waymark-idp/plugin-conformity-common';
import { FixDialog } from './FixDialog';
import { ProposalLinks } from './ProposalLinks';
import { useScorecardFixes } from './ScorecardFixes';
import { conformityFixesTranslationRef } from './translation';
import styles from './fixes.module.css';

/** One proposal for everything that can be fixed by changing files. */
export function FixAll(props: { scorecard: Scorecard }) {
  const { t } = useTranslationRef(conformityFixesTranslationRef);
  const fixes = useScorecardFixes();
  const [isOpen, setOpen] = useState(false);
  if (!fixes) {
    return null;
  }
  const fixable = props.scorecard.standards
    .flatMap(({ checks }) => checks)
    .filter(
      ({ fixable: by, outcome }) =>
        by === 'files' && outcome.state === 'failed',
    );
  const left = fixable.filter(
    ({ id }) => !fixes.open.some(({ checks }) => checks.includes(id)),
  );
  const canPropose = fixes.mayPropose && left.length > 0;
  if (fixes.open.length === 0 && !canPropose && !isOpen) {
    return null;
  }
  return (
    <div className={styles.actions}>
      {fixes.open.length > 0 && (
        <ProposalLinks
          label={t('all.open', { count: fixes.open.length })}
          proposals={fixes.open}
        />
      )}
      {canPropose && (
        <Button variant="primary" onPress={() => setOpen(true)}>
          {t('all.propose', { checks: String(fixable.length) })}
        </Button>
      )}
      {isOpen && (
        <FixDialog
          entityRef={fixes.entityRef}
          checks="all"
          onClose={() => setOpen(false)}
          onProposed={fixes.reload}
        />
      )}
    </div>
  );
}

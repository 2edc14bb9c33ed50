import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ScorecardCheck } from '@waymark-idp/plugin-conformity-common';
import { FixDialog } from './FixDialog';
import { ProposalLinks } from './ProposalLinks';
import { useScorecardFixes } from './ScorecardFixes';
import { conformityFixesTranslationRef } from './translation';
import styles from './fixes.module.css';

/** What there is to do, or is being done, to fix a check on a scorecard. */
export function CheckFix(props: { check: ScorecardCheck }) {
  const { id, fixable, outcome } = props.check;
  const { t } = useTranslationRef(conformityFixesTranslationRef);
  const fixes = useScorecardFixes();
  const [isOpen, setOpen] = useState(false);
  if (!fixes || outcome.state === 'passed') {
    return null;
  }
  const proposals = fixes.open.filter(({ checks }) => checks.includes(id));
  const canPropose =
    fixes.mayPropose && fixable !== undefined && outcome.state === 'failed';
  if (proposals.length === 0 && !canPropose && !isOpen) {
    return null;
  }
  return (
    <div className={styles.actions}>
      {proposals.length > 0 && (
        <ProposalLinks label={t('check.open')} proposals={proposals} />
      )}
      {canPropose && proposals.length === 0 && (
        <Button size="small" variant="primary" onPress={() => setOpen(true)}>
          {fixable === 'template' ? t('check.template') : t('check.propose')}
        </Button>
      )}
      {isOpen && (
        <FixDialog
          entityRef={fixes.entityRef}
          checks={[id]}
          onClose={() => setOpen(false)}
          onProposed={fixes.reload}
        />
      )}
    </div>
  );
}

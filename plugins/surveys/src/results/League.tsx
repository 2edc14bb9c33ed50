import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { formatInterval, formatPercent } from '../util/format';
import { ChangeText } from './ChangeText';
import { DataTable } from './DataTable';
import { Dot } from './Dot';
import { ShownShare } from './shares';
import { surveysResultsTranslationRef } from './translation';

interface LeagueProps {
  label: string;
  /** What the rows are: questions, or groups. */
  column: string;
  rows: { key: string; name: string; share: ShownShare }[];
}

/** Items or groups, the most favourable first: a table whose rows are drawn too. */
export function League({ label, column, rows }: LeagueProps) {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const sorted = useMemo(
    () =>
      [...rows].sort(
        (a, b) => b.share.favourable.value - a.share.favourable.value,
      ),
    [rows],
  );
  return (
    <DataTable
      label={label}
      columns={[
        column,
        t('picture'),
        t('favourable'),
        t('interval'),
        t('before'),
        t('change'),
        t('answers'),
      ]}
      rows={sorted.map(({ key, name, share }) => ({
        key,
        cells: [
          name,
          <Dot
            key="dot"
            value={share.favourable.value}
            interval={share.favourable.interval}
            before={share.before}
          />,
          <strong key="value">{formatPercent(share.favourable.value)}</strong>,
          formatInterval(share.favourable.interval),
          share.before === undefined ? '–' : formatPercent(share.before),
          <ChangeText key="change" change={share.change} />,
          share.answered,
        ],
      }))}
    />
  );
}

import { Select, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Level } from '@waymark-idp/plugin-conformity-common';
import { useLevelTitle } from '../../hooks/useLevelTitle';
import { conformityTranslationRef } from '../../translation';
import { FleetSort } from './FleetRow';
import { ownerName } from './useFleetColumns';
import styles from './fleet.module.css';

/** Which components are listed, and in which order. */
export interface FleetQuery {
  scope: 'mine' | 'all';
  owner?: string;
  level?: Level;
  sort: FleetSort;
}

const ANY = 'any';
const levels: Level[] = ['none', 'bronze', 'silver', 'gold'];
const sorts: FleetSort[] = ['score', '-score', 'entityRef'];

/** Chooses what is listed. */
export function FleetControls(props: {
  query: FleetQuery;
  /** Entity refs that can be chosen from. */
  owners: string[];
  onChange(query: FleetQuery): void;
}) {
  const { query, owners, onChange } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const levelTitle = useLevelTitle();
  const any = { value: ANY, label: t('fleet.any') };

  return (
    <div className={styles.controls}>
      <ToggleButtonGroup
        aria-label={t('fleet.scope.label')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[query.scope]}
        onSelectionChange={keys =>
          onChange({
            ...query,
            scope: [...keys][0] as FleetQuery['scope'],
            owner: undefined,
          })
        }
      >
        <ToggleButton id="mine">{t('fleet.scope.mine')}</ToggleButton>
        <ToggleButton id="all">{t('fleet.scope.all')}</ToggleButton>
      </ToggleButtonGroup>
      <Select
        className={styles.select}
        label={t('fleet.owner')}
        options={[
          any,
          ...owners.map(owner => ({ value: owner, label: ownerName(owner) })),
        ]}
        value={query.owner ?? ANY}
        onChange={value =>
          onChange({
            ...query,
            owner: value === ANY ? undefined : String(value),
          })
        }
      />
      <Select
        className={styles.select}
        label={t('fleet.level')}
        options={[
          any,
          ...levels.map(level => ({
            value: level,
            label: levelTitle(level),
          })),
        ]}
        value={query.level ?? ANY}
        onChange={value =>
          onChange({
            ...query,
            level: value === ANY ? undefined : (value as Level),
          })
        }
      />
      <Select
        className={styles.select}
        label={t('fleet.sort')}
        options={sorts.map(sort => ({
          value: sort,
          label: t(`fleet.sortBy.${sort}`),
        }))}
        value={query.sort}
        onChange={value => onChange({ ...query, sort: value as FleetSort })}
      />
    </div>
  );
}

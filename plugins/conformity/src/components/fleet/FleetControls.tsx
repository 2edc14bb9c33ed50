import { useEffect, useState } from 'react';
import {
  Button,
  SearchField,
  Select,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Level } from '@waymark-idp/plugin-conformity-common';
import { useLevelTitle } from '../../hooks/useLevelTitle';
import { conformityTranslationRef } from '../../translation';
import { refName } from '../../util/refName';
import { Choice, Choices } from '../campaigns/useChoices';
import { FleetQuery, isFiltered } from './FleetQuery';
import { FleetSort } from './FleetRow';
import { ANY, FilterSelect } from './FilterSelect';
import { conformityFleetTranslationRef } from './translation';
import styles from './fleet.module.css';

const TYPING_MS = 300;
const levels: Level[] = ['none', 'bronze', 'silver', 'gold'];
const sorts: FleetSort[] = ['score', '-score', 'entityRef'];

/** Chooses what is listed. */
export function FleetControls(props: {
  query: FleetQuery;
  /** Undefined while they are loaded. */
  choices: Choices | undefined;
  onChange(query: FleetQuery): void;
}) {
  const { query, choices, onChange } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const { t: tf } = useTranslationRef(conformityFleetTranslationRef);
  const levelTitle = useLevelTitle();
  const choose = (change: Partial<FleetQuery>) =>
    onChange({ ...query, ...change });

  return (
    <div
      className={styles.filters}
      role="search"
      aria-label={tf('filter.label')}
    >
      <div className={styles.controls}>
        <ToggleButtonGroup
          aria-label={t('fleet.scope.label')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[query.scope]}
          onSelectionChange={keys =>
            choose({ scope: [...keys][0] as FleetQuery['scope'] })
          }
        >
          <ToggleButton id="mine">{t('fleet.scope.mine')}</ToggleButton>
          <ToggleButton id="all">{t('fleet.scope.all')}</ToggleButton>
        </ToggleButtonGroup>
        <Search
          value={query.search ?? ''}
          onChange={search => choose({ search: search || undefined })}
        />
      </div>
      <div className={styles.selects}>
        <FilterSelect
          label={t('fleet.owner')}
          choices={withChosen(choices?.groups, query.owner)}
          value={query.owner}
          onChange={owner => choose({ owner })}
        />
        <FilterSelect
          label={tf('filter.system')}
          choices={withChosen(choices?.systems, query.system)}
          value={query.system}
          onChange={system => choose({ system })}
        />
        <FilterSelect
          label={tf('filter.type')}
          choices={withChosen(choices?.types, query.type)}
          value={query.type}
          onChange={type => choose({ type })}
        />
        <FilterSelect
          label={tf('filter.lifecycle')}
          choices={withChosen(choices?.lifecycles, query.lifecycle)}
          value={query.lifecycle}
          onChange={lifecycle => choose({ lifecycle })}
        />
        <FilterSelect
          label={t('fleet.level')}
          choices={levels.map(level => ({
            value: level,
            label: levelTitle(level),
          }))}
          value={query.level}
          onChange={level => choose({ level: level as Level | undefined })}
        />
        <FailingSelect query={query} choices={choices} onChange={choose} />
        <Select
          label={t('fleet.sort')}
          options={sorts.map(sort => ({
            value: sort,
            label: t(`fleet.sortBy.${sort}`),
          }))}
          value={query.sort}
          onChange={value => choose({ sort: value as FleetSort })}
        />
      </div>
      {isFiltered(query) && (
        <div>
          <Button
            size="small"
            variant="tertiary"
            onPress={() => onChange({ scope: query.scope, sort: query.sort })}
          >
            {tf('filter.clear')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Asks only when the typing pauses. */
function Search(props: { value: string; onChange(value: string): void }) {
  const { value, onChange } = props;
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const [text, setText] = useState(value);
  // What comes from elsewhere, as from the back button, is shown.
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    const trimmed = text.trim();
    if (trimmed === value) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(trimmed), TYPING_MS);
    return () => clearTimeout(timer);
    // Only typing starts the clock.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text]);
  return (
    <SearchField
      className={styles.search}
      aria-label={t('filter.search')}
      placeholder={t('filter.searchPlaceholder')}
      maxLength={200}
      value={text}
      onChange={setText}
    />
  );
}

/** One check that is not passed, or any of a standard. */
function FailingSelect(props: {
  query: FleetQuery;
  choices: Choices | undefined;
  onChange(change: Partial<FleetQuery>): void;
}) {
  const { query, choices, onChange } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const { t: tf } = useTranslationRef(conformityFleetTranslationRef);
  const { failingCheck, failingStandard } = query;
  let value = ANY;
  if (failingCheck) {
    value = `check ${failingCheck}`;
  } else if (failingStandard) {
    value = `standard ${failingStandard}`;
  }
  const standards = choices?.standards ?? [];
  const isKnown = standards.some(
    ({ name, checks }) =>
      name === failingStandard || checks.some(it => it.id === failingCheck),
  );
  return (
    <Select
      label={tf('filter.failing')}
      searchable
      searchPlaceholder={tf('filter.find')}
      options={[
        { value: ANY, label: t('fleet.any') },
        ...(value === ANY || isKnown
          ? []
          : [{ value, label: failingCheck ?? failingStandard! }]),
        ...standards.map(({ name, title, checks }) => ({
          title,
          options: [
            {
              value: `standard ${name}`,
              label: tf('filter.failingStandard', { title }),
            },
            ...checks.map(check => ({
              value: `check ${check.id}`,
              label: check.title,
            })),
          ],
        })),
      ]}
      value={value}
      onChange={chosen => {
        const [kind, id] = String(chosen).split(' ');
        onChange({
          failingCheck: kind === 'check' ? id : undefined,
          failingStandard: kind === 'standard' ? id : undefined,
        });
      }}
    />
  );
}

/** What is chosen is always there to be seen, known or not. */
function withChosen(choices: Choice[] = [], value: string | undefined) {
  return !value || choices.some(choice => choice.value === value)
    ? choices
    : [
        { value, label: value.includes(':') ? refName(value) : value },
        ...choices,
      ];
}

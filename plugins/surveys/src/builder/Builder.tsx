import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Tab,
  TabList,
  TabPanel,
  Tabs,
  Text,
  TextAreaField,
} from '@backstage/ui';
import {
  DefinitionProblem,
  SurveyDefinition,
  SurveyPlan,
  parseSurveyPlan,
  writeSurveyPlan,
} from '@waymark-idp/plugin-surveys-common';
import { useState } from 'react';
import styles from '../manage/manage.module.css';
import { surveysManageTranslationRef } from '../manage/translation';
import { BuilderActions } from './BuilderActions';
import { PlanEditor } from './PlanEditor';

interface BuilderProps {
  /** Absent for a new survey. */
  definition: SurveyDefinition | undefined;
  initial: string;
  onSaved(): void;
}

/**
 * The text is what is stored; the form writes it. While the form holds something
 * that the schema refuses, it goes on holding it, and says what is wrong.
 */
export function Builder({ definition, initial, onSaved }: BuilderProps) {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const [yaml, setYaml] = useState(initial);
  const [plan, setPlan] = useState(() => planOf(initial));
  // A text from elsewhere fills the form anew.
  const [filled, setFilled] = useState(0);
  const parsed = parseSurveyPlan(yaml);
  const problems = 'problems' in parsed ? parsed.problems : [];
  const isReadOnly = definition?.survey.source === 'file';

  const fromForm = (changed: SurveyPlan) => {
    setPlan(changed);
    setYaml(writeSurveyPlan(changed));
  };
  const fromText = (text: string) => {
    setYaml(text);
    setPlan(planOf(text));
    setFilled(count => count + 1);
  };
  return (
    <>
      {isReadOnly && <Alert status="info" description={t('readOnly')} />}
      <Tabs>
        <TabList>
          <Tab id="form">{t('tabForm')}</Tab>
          <Tab id="text">{t('tabText')}</Tab>
        </TabList>
        <TabPanel id="form">
          {plan ? (
            <PlanEditor
              key={filled}
              plan={plan}
              isNew={!definition}
              onChange={fromForm}
            />
          ) : (
            <Text as="p">{t('formBroken')}</Text>
          )}
        </TabPanel>
        <TabPanel id="text">
          <div className={styles.yaml}>
            <TextAreaField
              label={t('yaml')}
              description={t('yamlNote')}
              rows={24}
              value={yaml}
              onChange={fromText}
            />
          </div>
        </TabPanel>
      </Tabs>
      <Problems problems={problems} />
      <BuilderActions
        definition={definition}
        yaml={yaml}
        isValid={problems.length === 0}
        onImport={fromText}
        onSaved={onSaved}
      />
    </>
  );
}

function Problems({ problems }: { problems: DefinitionProblem[] }) {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  return (
    <div role="status" className={styles.section}>
      {problems.length === 0 ? (
        <Text as="p" color="secondary">
          {t('noProblems')}
        </Text>
      ) : (
        <Alert
          status="danger"
          title={t('problems', { count: problems.length })}
          description={
            <ul className={styles.problems}>
              {problems.map(({ line, message }) => (
                <li key={`${line}:${message}`}>
                  {t('line', { line: String(line), message })}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </div>
  );
}

function planOf(yaml: string): SurveyPlan | undefined {
  const parsed = parseSurveyPlan(yaml);
  return 'plan' in parsed ? parsed.plan : undefined;
}

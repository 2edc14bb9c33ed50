import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import {
  SurveyDefinition,
  parseSurveyPlan,
} from '@waymark-idp/plugin-surveys-common';
import { ChangeEvent, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { surveysApiRef } from '../api/surveysApiRef';
import styles from '../manage/manage.module.css';
import { surveysManageTranslationRef } from '../manage/translation';
import { Confirm } from '../util/Confirm';
import { messageOf } from '../util/format';
import { saveFile } from '../util/saveFile';

interface BuilderActionsProps {
  definition: SurveyDefinition | undefined;
  yaml: string;
  isValid: boolean;
  onImport(yaml: string): void;
  onSaved(): void;
}

/** Saving, taking from a file and saving as one, removing. */
export function BuilderActions(props: BuilderActionsProps) {
  const { definition, yaml, isValid, onImport, onSaved } = props;
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const api = useApi(surveysApiRef);
  const navigate = useNavigate();
  const file = useRef<HTMLInputElement>(null);
  const [removing, setRemoving] = useState(false);
  const [saved, setSaved] = useState(false);
  const [error, setError] = useState<Error>();
  const underWay = useRef(false);
  const isPortal = definition?.survey.source === 'portal';

  const save = async () => {
    if (underWay.current) return;
    underWay.current = true;
    setError(undefined);
    setSaved(false);
    try {
      if (definition) {
        const { survey, revision } = definition;
        await api.definitions.update(survey.id, { yaml, revision });
        setSaved(true);
        onSaved();
      } else {
        const created = await api.definitions.create(yaml);
        navigate(
          `/surveys/manage/surveys/${encodeURIComponent(created.survey.id)}`,
        );
      }
    } catch (caught) {
      setError(caught as Error);
    } finally {
      underWay.current = false;
    }
  };
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const [taken] = event.target.files ?? [];
    if (taken) onImport(await taken.text());
  };
  const download = () => {
    const parsed = parseSurveyPlan(yaml);
    const name = 'plan' in parsed ? parsed.plan.id : 'survey';
    saveFile(`${name}.yaml`, yaml, 'application/yaml');
  };
  return (
    <div className={styles.section}>
      {error && <Alert status="danger" description={messageOf(error)} />}
      {saved && <Alert status="success" description={t('saved')} />}
      <div className={styles.actions}>
        {(isPortal || !definition) && (
          <>
            <Button variant="primary" isDisabled={!isValid} onPress={save}>
              {t(definition ? 'update' : 'create')}
            </Button>
            <Button variant="secondary" onPress={() => file.current?.click()}>
              {t('import')}
            </Button>
            <input
              ref={file}
              type="file"
              accept=".yaml,.yml"
              hidden
              aria-label={t('import')}
              onChange={take}
            />
          </>
        )}
        <Button variant="secondary" onPress={download}>
          {t('export')}
        </Button>
        {isPortal && !removing && (
          <Button variant="tertiary" onPress={() => setRemoving(true)}>
            {t('deleteSurvey')}
          </Button>
        )}
      </div>
      {definition && removing && (
        <Confirm
          question={t('deleteQuestion')}
          confirm={t('deleteSurvey')}
          keep={t('cancel')}
          onConfirm={async () => {
            await api.definitions.delete(definition.survey.id);
            navigate('/surveys/manage');
          }}
          onKeep={() => setRemoving(false)}
        />
      )}
    </div>
  );
}

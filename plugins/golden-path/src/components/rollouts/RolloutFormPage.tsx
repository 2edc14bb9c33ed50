import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Container,
  Link,
  Select,
  Text,
  TextField,
} from '@backstage/ui';
import { FormEvent, useCallback, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { adoptionApiRef, rolloutsApiRef } from '../../api/apiRefs';
import { useLoad } from '../../hooks/useLoad';
import { messageOf } from '../../util';
import driftStyles from '../drift/drift.module.css';
import { LoadingOrError } from '../LoadingOrError';
import { readNumbers } from './readNumbers';
import { rolloutsTranslationRef } from './translation';
import { useRolloutHref } from './useRolloutHref';
import styles from './rollouts.module.css';

/** What a rollout is started with. */
export function RolloutFormPage() {
  const { t } = useTranslationRef(rolloutsTranslationRef);
  const api = useApi(adoptionApiRef);
  const href = useRolloutHref();
  const adoption = useLoad(
    useCallback((signal: AbortSignal) => api.getAdoption({ signal }), [api]),
  );
  return (
    <main>
      <Container py="6">
        <div className={driftStyles.page}>
          <Link href={href()}>{t('back')}</Link>
          <Text as="h2" variant="title-small" weight="bold">
            {t('form.title')}
          </Text>
          {adoption.value ? (
            <Form
              templates={adoption.value.templates.map(
                ({ templateRef, title }) => ({
                  value: templateRef,
                  label: title ?? templateRef,
                }),
              )}
            />
          ) : (
            <LoadingOrError
              state={adoption}
              loading={t('loading')}
              error={t('error')}
            />
          )}
        </div>
      </Container>
    </main>
  );
}

function Form(props: { templates: Array<{ value: string; label: string }> }) {
  const { t } = useTranslationRef(rolloutsTranslationRef);
  const api = useApi(rolloutsApiRef);
  const navigate = useNavigate();
  const href = useRolloutHref();
  const [templateRef, setTemplateRef] = useState<string>();
  const [version, setVersion] = useState('');
  const [stages, setStages] = useState('5, 20, 100');
  const [share, setShare] = useState('80');
  const [owners, setOwners] = useState('');
  const [isTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  const stageNumbers = readNumbers(stages);
  const areStagesValid =
    stageNumbers?.at(-1) === 100 &&
    stageNumbers.every((n, i) => n >= 1 && n > (stageNumbers[i - 1] ?? 0));
  const shareNumber = Number(share);
  const isShareValid =
    share.trim() !== '' && shareNumber >= 0 && shareNumber <= 100;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!templateRef || !areStagesValid || !isShareValid) {
      return;
    }
    setPending(true);
    setProblem(undefined);
    const refs = owners
      .split(',')
      .map(ref => ref.trim())
      .filter(Boolean);
    try {
      const rollout = await api.createRollout({
        templateRef,
        version: version.trim() || undefined,
        stages: stageNumbers,
        mergeShare: shareNumber / 100,
        selection: refs.length > 0 ? { owners: refs } : undefined,
      });
      navigate(href(rollout.id));
    } catch (error) {
      setProblem(messageOf(error as Error));
      setPending(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Select
        label={t('form.template')}
        description={isTried && !templateRef ? t('form.missing') : undefined}
        options={props.templates}
        value={templateRef ?? null}
        onChange={value => setTemplateRef(value as string)}
      />
      <TextField
        label={t('form.version')}
        description={t('form.versionHelp')}
        value={version}
        onChange={setVersion}
      />
      <TextField
        label={t('form.stages')}
        isInvalid={!areStagesValid}
        description={
          areStagesValid ? t('form.stagesHelp') : t('form.stagesInvalid')
        }
        value={stages}
        onChange={setStages}
      />
      <TextField
        label={t('form.share')}
        isInvalid={!isShareValid}
        description={isShareValid ? undefined : t('form.shareInvalid')}
        value={share}
        onChange={setShare}
      />
      <TextField
        label={t('form.owners')}
        description={t('form.ownersHelp')}
        value={owners}
        onChange={setOwners}
      />
      {problem && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('form.failed')}
          description={problem}
        />
      )}
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" isPending={isPending}>
          {t('form.start')}
        </Button>
      </div>
    </form>
  );
}

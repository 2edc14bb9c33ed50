import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { JsonObject } from '@backstage/types';
import { Alert, Button, ButtonLink, Text } from '@backstage/ui';
import { Upgrade, UpgradePlan } from '@waymark-idp/plugin-golden-path-common';
import { useState } from 'react';
import { upgradesApiRef } from '../../api/apiRefs';
import { messageOf } from '../../util';
import { NewParameters } from './NewParameters';
import { PlanView } from './PlanView';
import { upgradeTranslationRef } from './translation';
import styles from './upgrade.module.css';

interface UpgradePlannerProps {
  entityRef: string;
  /** The newest of the template. */
  version: string;
  onProposed(): void;
}

/** From "there is a newer version" to the proposal: plan, look, propose. */
export function UpgradePlanner(props: UpgradePlannerProps) {
  const { entityRef, version } = props;
  const { t } = useTranslationRef(upgradeTranslationRef);
  const api = useApi(upgradesApiRef);
  const [answers, setAnswers] = useState<JsonObject>({});
  const [plan, setPlan] = useState<UpgradePlan>();
  const [isStale, setStale] = useState(false);
  const [upgrade, setUpgrade] = useState<Upgrade>();
  const [busy, setBusy] = useState<'planning' | 'proposing'>();
  const [problem, setProblem] = useState<{ title: string; text: string }>();

  const act = async (
    what: 'planning' | 'proposing',
    title: string,
    work: () => Promise<void>,
  ) => {
    setBusy(what);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem({ title, text: messageOf(error as Error) });
    } finally {
      setBusy(undefined);
    }
  };
  const makePlan = () =>
    act('planning', t('error'), async () => {
      setPlan(await api.planUpgrade(entityRef, { version, answers }));
      setStale(false);
    });
  const propose = () =>
    act('proposing', t('failed'), async () => {
      const { commit } = plan!;
      setUpgrade(
        await api.openUpgrade(entityRef, { version, answers, commit }),
      );
      props.onProposed();
    });

  const isComplete = plan && !plan.missing && !isStale;
  return (
    <div className={styles.section} aria-busy={busy !== undefined}>
      {!plan && (
        <div className={styles.buttons}>
          <Button
            variant="primary"
            isPending={busy === 'planning'}
            onPress={makePlan}
          >
            {t('plan', { version })}
          </Button>
        </div>
      )}
      <div role="status">
        {busy && (
          <Text as="p">
            {busy === 'planning' ? t('planning') : t('proposing')}
          </Text>
        )}
      </div>
      {problem && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={problem.title}
          description={problem.text}
        />
      )}
      {plan && (
        <section
          className={styles.plan}
          aria-label={t('title', { from: plan.from, to: plan.to })}
        >
          <Text as="h3" variant="title-x-small" weight="bold">
            {t('title', { from: plan.from, to: plan.to })}
          </Text>
          {plan.missing && (
            <Alert status="warning" icon title={t('parameters.missing')} />
          )}
          {plan.newParameters.length > 0 && (
            <NewParameters
              parameters={plan.newParameters}
              answers={answers}
              onAnswer={(name, value) => {
                setAnswers(given => {
                  const { [name]: _, ...others } = given;
                  return value === undefined
                    ? others
                    : { ...others, [name]: value };
                });
                setStale(true);
              }}
            />
          )}
          {!plan.missing && <PlanView plan={plan} />}
          {upgrade ? (
            <Alert
              status="success"
              icon
              role="status"
              title={t('proposed')}
              customActions={
                <ButtonLink size="small" href={upgrade.url}>
                  {t('open')}
                </ButtonLink>
              }
            />
          ) : (
            <div className={styles.buttons}>
              <Button
                variant="primary"
                isDisabled={!isComplete}
                isPending={busy === 'proposing'}
                onPress={propose}
              >
                {t('propose')}
              </Button>
              <Button
                variant="secondary"
                isPending={busy === 'planning'}
                onPress={makePlan}
              >
                {t('planAgain')}
              </Button>
            </div>
          )}
        </section>
      )}
    </div>
  );
}

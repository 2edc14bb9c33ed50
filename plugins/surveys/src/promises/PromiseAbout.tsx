import {
  configApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Link, Text } from '@backstage/ui';
import {
  SurveyPromise,
  promisePath,
  surveysPromiseCreatePermission,
} from '@waymark-idp/plugin-surveys-common';
import { useState } from 'react';
import { surveysApiRef } from '../api/surveysApiRef';
import { PromiseFields, PromiseForm, linkOf } from './PromiseForm';
import { PromiseStateBadge } from './PromiseStateBadge';
import styles from './promises.module.css';
import { surveysPromisesTranslationRef } from './translation';

interface PromiseAboutProps {
  /** The question or theme, in words. */
  about: string;
  waveId: string;
  questionId: string;
  themeId?: string;
  promises: SurveyPromise[];
  onMade(): void;
}

/** Beside a result or theme: what was promised about it, and the way to promise something. */
export function PromiseAbout(props: PromiseAboutProps) {
  const { about, waveId, questionId, themeId, promises, onMade } = props;
  const { t } = useTranslationRef(surveysPromisesTranslationRef);
  const api = useApi(surveysApiRef);
  const config = useApi(configApiRef);
  const { allowed } = usePermission({
    permission: surveysPromiseCreatePermission,
  });
  const [writing, setWriting] = useState(false);

  const save = async (fields: PromiseFields) => {
    await api.promises.create({
      said: fields.said,
      text: fields.text,
      owner: fields.owner,
      state: fields.state,
      reason: fields.state === 'dropped' ? fields.reason : undefined,
      link: linkOf(fields),
      waveId,
      questionId,
      themeId,
    });
    setWriting(false);
    onMade();
  };
  if (promises.length === 0 && !allowed) return null;
  return (
    <div className={styles.about}>
      {promises.length > 0 && (
        <>
          <Text as="p" weight="bold">
            {t('made')}
          </Text>
          <ul>
            {promises.map(promise => (
              <li key={promise.id}>
                <Link href={promisePath(promise.id)}>{promise.text}</Link>{' '}
                <PromiseStateBadge state={promise.state} />
              </li>
            ))}
          </ul>
        </>
      )}
      {allowed && !writing && (
        <Button
          variant="tertiary"
          size="small"
          aria-label={t('makeAbout', { about })}
          onPress={() => setWriting(true)}
        >
          {t('make')}
        </Button>
      )}
      {writing && (
        <PromiseForm
          isChange={false}
          initial={{
            said: '',
            text: '',
            owner:
              config.getOptionalString('waymark.platformGroup') ??
              'group:default/platform',
            state: 'planned',
            reason: '',
            linkKind: 'none',
            linkTarget: '',
          }}
          onSave={save}
          onCancel={() => setWriting(false)}
        />
      )}
    </div>
  );
}

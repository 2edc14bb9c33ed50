import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Container, Skeleton, Text } from '@backstage/ui';
import { GitHostCredential } from '@waymark-idp/plugin-golden-path-common';
import { useEffect, useState } from 'react';
import { goldenPathApiRef } from '../api/goldenPathApiRef';
import { goldenPathTranslationRef } from '../translation';
import { messageOf } from '../util';
import styles from './settings.module.css';

interface Loaded {
  credential?: GitHostCredential;
  error?: Error;
}

/** The account to push with on the embedded git host, where there is one. */
export function GitAccountPage() {
  const { t } = useTranslationRef(goldenPathTranslationRef);
  const api = useApi(goldenPathApiRef);
  const [loaded, setLoaded] = useState<Loaded>();

  useEffect(() => {
    let current = true;
    api.getGitHostCredential().then(
      credential => current && setLoaded({ credential }),
      error => current && setLoaded({ error }),
    );
    return () => {
      current = false;
    };
  }, [api]);

  return (
    <main>
      <Container py="6">
        <Text as="h2" variant="title-small">
          {t('gitAccount.title')}
        </Text>
        {!loaded && (
          <Skeleton height={120} aria-label={t('gitAccount.loading')} />
        )}
        {loaded?.error && (
          <Alert
            status="danger"
            title={t('gitAccount.error')}
            description={messageOf(loaded.error)}
          />
        )}
        {loaded && !loaded.error && !loaded.credential && (
          <Text as="p" color="secondary">
            {t('gitAccount.none')}
          </Text>
        )}
        {loaded?.credential && <Credential credential={loaded.credential} />}
      </Container>
    </main>
  );
}

function Credential({ credential }: { credential: GitHostCredential }) {
  const { t } = useTranslationRef(goldenPathTranslationRef);
  const [visible, setVisible] = useState(false);
  return (
    <>
      <Text as="p" color="secondary">
        {t('gitAccount.intro')}
      </Text>
      <dl className={styles.credential}>
        {credential.url && (
          <>
            <dt>{t('gitAccount.host')}</dt>
            <dd>
              <a href={credential.url}>{credential.url}</a>
            </dd>
          </>
        )}
        <dt>{t('gitAccount.username')}</dt>
        <dd>
          <code>{credential.username}</code>
        </dd>
        <dt>{t('gitAccount.password')}</dt>
        <dd>
          <code>{visible ? credential.password : '••••••••••••'}</code>{' '}
          <Button
            variant="secondary"
            size="small"
            onPress={() => setVisible(!visible)}
          >
            {visible ? t('gitAccount.hide') : t('gitAccount.show')}
          </Button>
        </dd>
      </dl>
    </>
  );
}

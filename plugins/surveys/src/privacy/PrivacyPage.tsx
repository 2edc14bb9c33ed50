import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Link, Skeleton, Text } from '@backstage/ui';
import { Audience, Wave } from '@waymark-idp/plugin-surveys-common';
import { useParams } from 'react-router-dom';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { LoadError } from '../util/LoadError';
import styles from './privacy.module.css';
import { surveysPrivacyTranslationRef } from './translation';

/** `/surveys/waves/:waveId/privacy`: what happens with answers, in plain words. */
export function PrivacyPage() {
  const { waveId = '' } = useParams();
  const { t } = useTranslationRef(surveysPrivacyTranslationRef);
  const api = useApi(surveysApiRef);
  const { value, error, reload } = useLoaded(
    () => api.getWave(waveId),
    [api, waveId],
  );
  return (
    <Container py="6">
      {!value && !error && <Skeleton height={320} />}
      {error && <LoadError title={t('error')} error={error} onRetry={reload} />}
      {value && <Terms wave={value} />}
    </Container>
  );
}

function Terms({ wave }: { wave: Wave }) {
  const { t } = useTranslationRef(surveysPrivacyTranslationRef);
  const { mode, minimumGroupSize, minimumComments, oddsLimit } = wave.terms;
  const group = String(minimumGroupSize);
  const parts = [
    { title: t('modeTitle'), lines: [t(mode)] },
    {
      title: t('keptTitle'),
      lines: [
        t(mode === 'anonymous' ? 'keptAnonymous' : 'keptConfidential'),
        t('keptSegments', { group }),
        t('keptRetention'),
      ],
    },
    {
      title: t('shownTitle'),
      lines: [
        t('shownOpen'),
        t('shownOnce'),
        t('shownMinimum', { group, comments: String(minimumComments) }),
        ...(oddsLimit === undefined ? [] : [t('shownNoise')]),
        t('shownComments'),
      ],
    },
    {
      title: t('audience'),
      lines: [...audienceInWords(wave.audience, t), t('frozen')],
    },
  ];
  return (
    <article className={styles.page}>
      <Text as="h2" variant="title-medium">
        {t('title', { title: wave.title })}
      </Text>
      {parts.map(({ title, lines }) => (
        <section key={title}>
          <h3>{title}</h3>
          <ul>
            {lines.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
      <section>
        <h3>{t('choiceTitle')}</h3>
        <ul>
          <li>{t('choiceSkip')}</li>
          <li>
            <Link href="/surveys/mine">{t('choiceData')}</Link>
          </li>
          <li>
            <Link href="/surveys/mine">{t('choiceOut')}</Link>
          </li>
        </ul>
      </section>
    </article>
  );
}

type Translate = ReturnType<
  typeof useTranslationRef<typeof surveysPrivacyTranslationRef.T>
>['t'];

function audienceInWords(audience: Audience, t: Translate): string[] {
  const { groups, ownersOf, usersOfTemplates, joinedWithinDays } = audience;
  const words = [
    groups && t('audienceGroups', { groups: groups.join(', ') }),
    ownersOf &&
      t('audienceOwners', {
        filter: Object.entries(ownersOf)
          .map(([path, value]) => `${path} = ${[value].flat().join(' / ')}`)
          .join(', '),
      }),
    usersOfTemplates &&
      t('audienceTemplates', { templates: usersOfTemplates.join(', ') }),
    joinedWithinDays !== undefined &&
      t('audienceJoined', { days: String(joinedWithinDays) }),
  ].filter(word => typeof word === 'string');
  return words.length > 0 ? words : [t('audienceEveryone')];
}

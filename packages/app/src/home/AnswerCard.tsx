import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { RiChat3Line } from '@remixicon/react';
import { answerPath, SurveysClient } from '@waymark-idp/plugin-surveys-common';
import { useCallback } from 'react';
import { Facts } from './Facts';
import { JobCard } from './JobCard';
import { homeTranslationRef } from './translation';
import { useLoaded } from './useLoaded';

/** The surveys that ask me, and the way to answer. */
export function AnswerCard() {
  const { t } = useTranslationRef(homeTranslationRef);
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  const invitations = useLoaded(
    useCallback(async () => {
      const client = new SurveysClient({ discoveryApi, fetchApi });
      return (await client.getInvitations()).items;
    }, [discoveryApi, fetchApi]),
  );

  return (
    <JobCard
      icon={<RiChat3Line />}
      title={t('answer.title')}
      why={t('answer.why')}
      action={{ text: t('answer.action'), href: '/surveys' }}
    >
      <Facts facts={invitations}>
        {items =>
          items.length === 0 ? (
            <Text as="p">{t('answer.empty')}</Text>
          ) : (
            <ul className="waymark-facts">
              {items.map(({ wave, participated }) => (
                <li key={wave.id}>
                  {participated ? (
                    <span>{wave.title}</span>
                  ) : (
                    <Link href={answerPath(wave.id)}>{wave.title}</Link>
                  )}
                  <span className="waymark-fact-aside">
                    {participated ? t('answer.done') : until(wave.closesAt)}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Facts>
    </JobCard>
  );

  function until(closesAt: string | undefined): string {
    return closesAt
      ? t('answer.until', {
          date: new Date(closesAt).toLocaleDateString(undefined, {
            day: 'numeric',
            month: 'long',
          }),
        })
      : t('answer.open');
  }
}

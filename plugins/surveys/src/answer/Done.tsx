import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { Wave } from '@waymark-idp/plugin-surveys-common';
import { useEffect, useRef } from 'react';
import { surveysTranslationRef } from '../translation';
import { formatDay } from '../util/format';
import styles from './answer.module.css';
import { WhatItLedTo } from './WhatItLedTo';

/** After sending: what happens with the answers, and when; and what the last ones led to. */
export function Done({ wave, already }: { wave: Wave; already: boolean }) {
  const { t } = useTranslationRef(surveysTranslationRef);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className={styles.column}>
      <h2 ref={title} tabIndex={-1} className={styles.heading}>
        {t('answer.doneTitle')}
      </h2>
      {already && <Text as="p">{t('answer.doneAlready')}</Text>}
      <Text as="p">
        {t('answer.doneNext', { day: formatDay(wave.closesAt) })}
      </Text>
      <Text as="p">{t('answer.doneThen')}</Text>
      <WhatItLedTo surveyId={wave.surveyId} />
      <Link href="/surveys">{t('answer.doneLink')}</Link>
    </div>
  );
}

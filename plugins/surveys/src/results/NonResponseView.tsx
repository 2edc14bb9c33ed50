import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Results } from '@waymark-idp/plugin-surveys-common';
import { formatP } from '../util/format';
import { surveysResultsTranslationRef } from './translation';

/** What hints at how far those who answered speak for all who were asked. */
export function NonResponseView({ results }: { results: Results }) {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const { nonResponse, weighting, responseRate } = results;
  const { straightLining, earlyAndLate } = nonResponse ?? {};
  const tests = (responseRate.byBreakdown ?? []).map(
    ({ dimension, adjustedPValue, method, reliable, differ }) =>
      t(differ ? 'testDiffers' : 'testAlike', {
        dimension: dimension === 'team' ? t('team') : dimension,
        method: t(`method.${method}`),
        p: formatP(adjustedPValue),
      }) + (reliable ? '' : ` ${t('testUnreliable')}`),
  );
  const signals = [
    ...tests,
    weighting &&
      t('weightingText', {
        margins: weighting.margins
          .map(margin => (margin === 'team' ? t('team') : margin))
          .join(', '),
        effective: String(Math.round(weighting.effectiveSize)),
        answered: String(results.participation.answered),
      }),
    straightLining && `${straightLining.sentence}. ${t('straightNote')}`,
    earlyAndLate?.state === 'ok' && `${earlyAndLate.sentence}.`,
    earlyAndLate?.state === 'no-times' && t('noTimes'),
    earlyAndLate?.state === 'too-few-answers' && t('fewTimes'),
  ].filter((text): text is string => Boolean(text));
  if (signals.length === 0) return null;
  return (
    <details>
      <summary>{t('signalsTitle')}</summary>
      <ul>
        {signals.map(text => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  );
}

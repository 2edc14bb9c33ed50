import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { DriversResult, Results } from '@waymark-idp/plugin-surveys-common';
import {
  CartesianGrid,
  LabelList,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  XAxis,
  YAxis,
} from 'recharts';
import { formatInterval, formatPercent } from '../util/format';
import { axis } from './axis';
import styles from './results.module.css';
import { Twin } from './Twin';
import { surveysResultsTranslationRef } from './translation';

/** Importance against satisfaction: what is worth doing first. */
export function Drivers({ results }: { results: Results }) {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const { drivers } = results;
  if (!drivers) return null;
  return (
    <section aria-labelledby="results-drivers" className={styles.section}>
      <Text as="h3" variant="title-small" id="results-drivers">
        {t('driversTitle')}
      </Text>
      {drivers.state === 'too-few-answers' && (
        <Text as="p" color="secondary">
          {t('driversFew', { needed: String(drivers.needed) })}
        </Text>
      )}
      {drivers.state === 'no-variation' && (
        <Text as="p" color="secondary">
          {t('driversNoVariation')}
        </Text>
      )}
      {drivers.state === 'ok' && <Matrix drivers={drivers} results={results} />}
    </section>
  );
}

interface MatrixProps {
  drivers: Extract<DriversResult, { state: 'ok' }>;
  results: Results;
}

function Matrix({ drivers, results }: MatrixProps) {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const places = new Map(
    results.questions.map(({ question }, index) => [
      question.id,
      { number: index + 1, text: question.text },
    ]),
  );
  const data = drivers.drivers.map(driver => ({
    ...driver,
    ...places.get(driver.question),
    x: Math.round(driver.favourable * 100),
    y: Math.round(driver.importance.value * 1000) / 10,
  }));
  const middle =
    data.reduce((sum, { y }) => sum + y, 0) / Math.max(1, data.length);
  return (
    <>
      <Text as="p">{drivers.sentence}</Text>
      <Text as="p" color="secondary">
        {t('driversNote', {
          outcome: places.get(drivers.outcome)?.text ?? drivers.outcome,
        })}
      </Text>
      <div className={styles.chart} role="img" aria-label={drivers.sentence}>
        <ResponsiveContainer width="100%" height="100%">
          <ScatterChart
            margin={{ top: 16, right: 24, bottom: 24, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid stroke="var(--bui-border-1)" />
            <XAxis
              type="number"
              dataKey="x"
              domain={[0, 100]}
              unit=" %"
              label={{
                value: t('favourable'),
                position: 'insideBottom',
                offset: -12,
                fill: 'var(--bui-fg-primary)',
              }}
              {...axis}
            />
            <YAxis type="number" dataKey="y" unit=" %" width={56} {...axis} />
            <ReferenceLine x={50} stroke="var(--bui-fg-secondary)" />
            <ReferenceLine y={middle} stroke="var(--bui-fg-secondary)" />
            <Scatter
              data={data}
              fill="var(--surveys-accent)"
              isAnimationActive={false}
            >
              <LabelList
                dataKey="number"
                position="top"
                fill="var(--bui-fg-primary)"
              />
            </Scatter>
          </ScatterChart>
        </ResponsiveContainer>
      </div>
      <Twin
        label={t('driversTitle')}
        columns={[t('item'), t('importance'), t('interval'), t('favourable')]}
        rows={data.map(driver => ({
          key: driver.question,
          cells: [
            `${driver.number ?? ''} ${driver.text ?? driver.question}`,
            formatPercent(driver.importance.value),
            formatInterval(driver.importance.interval),
            formatPercent(driver.favourable),
          ],
        }))}
      />
    </>
  );
}

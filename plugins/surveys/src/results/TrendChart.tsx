import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Trend } from '@waymark-idp/plugin-surveys-common';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import {
  formatDay,
  formatInterval,
  formatMonth,
  formatPercent,
  formatPoints,
} from '../util/format';
import { axis } from './axis';
import styles from './results.module.css';
import { Twin } from './Twin';
import { surveysResultsTranslationRef } from './translation';
import { TrendEvent } from './trendEvents';

interface TrendChartProps {
  title: string;
  trend: Trend;
  /** What was done and what happened; shown where it did. */
  events: TrendEvent[];
}

/** One for each event; of more, the latest are shown. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The share over the waves, in its band, with changes found and things done. */
export function TrendChart({ title, trend, events }: TrendChartProps) {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const { points, changePoints, startsWith } = trend;
  if (points.length < 2) {
    return startsWith ? (
      <Text as="p" color="secondary">
        {t('trendNewWording')}
      </Text>
    ) : null;
  }
  const data = points.map(point => ({
    time: Date.parse(point.closedAt),
    value: point.favourable && point.favourable.value * 100,
    band: point.favourable && [
      point.favourable.interval.lower * 100,
      point.favourable.interval.upper * 100,
    ],
  }));
  const [from, to] = [data[0].time, data[data.length - 1].time];
  const found = changePoints.state === 'ok' ? changePoints.points : [];
  const shown = events
    .filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to)
    .slice(-LETTERS.length);
  const said = found.map(({ index, shift }) =>
    t('trendChangeAt', {
      wave: points[index]?.title ?? '',
      shift: formatPoints(shift.value),
    }),
  );

  return (
    <div>
      <Text as="h5" weight="bold">
        {t('trendTitle')}
      </Text>
      <div
        className={styles.trend}
        role="img"
        aria-label={[title, ...said].join('. ')}
      >
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={data}
            margin={{ top: 16, right: 24, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid stroke="var(--bui-border-1)" vertical={false} />
            <XAxis
              dataKey="time"
              type="number"
              domain={['dataMin', 'dataMax']}
              ticks={data.map(({ time }) => time)}
              tickFormatter={formatMonth}
              minTickGap={24}
              {...axis}
            />
            <YAxis domain={[0, 100]} unit=" %" width={52} {...axis} />
            <Area
              dataKey="band"
              stroke="none"
              fill="var(--surveys-accent)"
              fillOpacity={0.18}
              isAnimationActive={false}
            />
            <Line
              dataKey="value"
              stroke="var(--surveys-accent)"
              strokeWidth={2}
              dot
              isAnimationActive={false}
            />
            {found.map(({ index }) => (
              <ReferenceLine
                key={index}
                x={data[index]?.time}
                stroke="var(--bui-fg-primary)"
                strokeDasharray="4 3"
                label={{
                  value: t('trendChange'),
                  position: 'insideTopLeft',
                  fill: 'var(--bui-fg-primary)',
                  fontSize: 12,
                }}
              />
            ))}
            {shown.map((event, index) => (
              <ReferenceLine
                key={event.id}
                x={Date.parse(event.at)}
                stroke="var(--bui-fg-secondary)"
                strokeDasharray="1 3"
                label={{
                  value: LETTERS[index],
                  position: 'top',
                  fill: 'var(--bui-fg-primary)',
                  fontSize: 12,
                }}
              />
            ))}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      {said.map(each => (
        <Text as="p" key={each}>
          {each}
        </Text>
      ))}
      {shown.length > 0 && (
        <>
          <Text as="p" color="secondary">
            {t('trendEvents')}
          </Text>
          <ul>
            {shown.map((event, index) => (
              <li key={event.id}>
                {LETTERS[index]}, {formatDay(event.at)}:{' '}
                {event.link ? (
                  <a href={event.link} target="_blank" rel="noreferrer">
                    {event.text}
                  </a>
                ) : (
                  event.text
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {startsWith && (
        <Text as="p" color="secondary">
          {t('trendNewWording')}
        </Text>
      )}
      {changePoints.state === 'too-few-points' && (
        <Text as="p" color="secondary">
          {t('trendTooFew', { needed: String(changePoints.needed) })}
        </Text>
      )}
      <Twin
        label={`${t('trendTitle')}: ${title}`}
        columns={[t('wave'), t('favourable'), t('interval'), t('answers')]}
        rows={points.map(point => ({
          key: point.waveId,
          cells: [
            `${point.title}, ${formatDay(point.closedAt)}`,
            point.favourable ? formatPercent(point.favourable.value) : '–',
            point.favourable ? formatInterval(point.favourable.interval) : '–',
            point.answered ?? '–',
          ],
        }))}
      />
    </div>
  );
}

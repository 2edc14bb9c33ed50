import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import {
  appLanguageApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { formatDay } from '../../util/dates';
import { conformityFleetTranslationRef } from '../fleet/translation';
import styles from './trend.module.css';

const FEW = 45;

/** Scores by day as a line, with a dashed line where a new regime starts. */
export function TrendChart(props: {
  points: { day: string; score?: number }[];
  changes?: { day: string }[];
}) {
  const { points, changes = [] } = props;
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const { language } = useApi(appLanguageApiRef).getLanguage();
  const shortDay = (day: string) =>
    formatDay(new Date(`${day}T12:00:00`), language, {
      day: 'numeric',
      month: 'short',
    });
  const axis = {
    stroke: 'var(--bui-border-2)',
    tick: { fill: 'var(--bui-fg-primary)', fontSize: 12 },
  };
  return (
    <div className={styles.chart} role="img" aria-label={t('trend.chart')}>
      <ResponsiveContainer width="100%" height="100%">
        <LineChart
          data={points}
          margin={{ top: 20, right: 24, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--bui-border-1)" vertical={false} />
          <XAxis
            dataKey="day"
            tickFormatter={shortDay}
            minTickGap={24}
            {...axis}
          />
          <YAxis
            domain={[0, 100]}
            ticks={[0, 25, 50, 75, 100]}
            width={40}
            {...axis}
          />
          {changes.map(({ day }) => (
            <ReferenceLine
              key={day}
              x={day}
              stroke="var(--bui-fg-primary)"
              strokeDasharray="6 4"
              label={{
                value: shortDay(day),
                position: 'top',
                fill: 'var(--bui-fg-primary)',
                fontSize: 12,
              }}
            />
          ))}
          <Line
            dataKey="score"
            stroke="var(--waymark-score)"
            strokeWidth={2}
            dot={points.length <= FEW}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Text,
} from '@backstage/ui';
import {
  appLanguageApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { CampaignReport } from '@waymark-idp/plugin-conformity-common';
import { formatDay } from '../../util/dates';
import { ExportMenu } from '../ExportMenu';
import { conformityCampaignsTranslationRef } from './translation';
import styles from './campaigns.module.css';

/** Components done per day against all of them, as a chart and as a table. */
export function BurnUp(props: { campaign: CampaignReport }) {
  const { id, days, title } = props.campaign;
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  const { language } = useApi(appLanguageApiRef).getLanguage();
  const dayName = (day: string) =>
    formatDay(new Date(`${day}T12:00:00`), language);
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
    <section className={styles.section} aria-labelledby="campaign-burn-up">
      <Text as="h3" id="campaign-burn-up" variant="title-x-small" weight="bold">
        {t('burnUp.title')}
      </Text>
      {days.length === 0 ? (
        <Text as="p">{t('burnUp.empty')}</Text>
      ) : (
        <>
          <div
            className={styles.chart}
            role="img"
            aria-label={t('burnUp.chart')}
          >
            <ResponsiveContainer width="100%" height="100%">
              <ComposedChart
                data={days}
                margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
                accessibilityLayer={false}
              >
                <CartesianGrid stroke="var(--bui-border-1)" vertical={false} />
                <XAxis
                  dataKey="day"
                  tickFormatter={shortDay}
                  minTickGap={24}
                  {...axis}
                />
                <YAxis allowDecimals={false} width={40} {...axis} />
                <Area
                  dataKey="done"
                  stroke="var(--waymark-done)"
                  strokeWidth={2}
                  fill="var(--waymark-done)"
                  fillOpacity={0.2}
                  dot={days.length < 30}
                  isAnimationActive={false}
                />
                <Line
                  dataKey="total"
                  stroke="var(--bui-fg-primary)"
                  strokeWidth={2}
                  strokeDasharray="6 4"
                  dot={days.length < 2}
                  isAnimationActive={false}
                />
              </ComposedChart>
            </ResponsiveContainer>
          </div>
          <ul className={styles.legend} aria-hidden="true">
            <li>
              <svg width="28" height="12">
                <rect
                  width="28"
                  height="12"
                  fill="var(--waymark-done)"
                  fillOpacity="0.2"
                />
                <path
                  d="M0 2h28"
                  stroke="var(--waymark-done)"
                  strokeWidth="2"
                />
              </svg>
              {t('burnUp.done')}
            </li>
            <li>
              <svg width="28" height="12">
                <path
                  d="M0 6h28"
                  stroke="var(--bui-fg-primary)"
                  strokeWidth="2"
                  strokeDasharray="6 4"
                />
              </svg>
              {t('burnUp.total')}
            </li>
          </ul>
          <Accordion>
            <AccordionTrigger title={t('burnUp.table')} />
            <AccordionPanel>
              <div className={styles.scroll}>
                <table
                  className={styles.table}
                  aria-label={`${t('burnUp.title')}: ${title}`}
                >
                  <thead>
                    <tr>
                      <th scope="col">{t('column.day')}</th>
                      <th scope="col">{t('column.done')}</th>
                      <th scope="col">{t('column.total')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {days.map(({ day, done, total }) => (
                      <tr key={day}>
                        <th scope="row">{dayName(day)}</th>
                        <td>{done}</td>
                        <td>{total}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </AccordionPanel>
          </Accordion>
          <div>
            <ExportMenu
              label={t('burnUp.export')}
              path={`/campaigns/${id}/days`}
            />
          </div>
        </>
      )}
    </section>
  );
}

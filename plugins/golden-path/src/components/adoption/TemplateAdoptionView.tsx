import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Alert, Text } from '@backstage/ui';
import { TemplateAdoption } from '@waymark-idp/plugin-golden-path-common';
import { percent } from '../../util';
import styles from '../drift/drift.module.css';
import { adoptionTranslationRef } from './translation';

/** How one template is used. */
export function TemplateAdoptionView(props: { adoption: TemplateAdoption }) {
  const { adoption } = props;
  const { t } = useTranslationRef(adoptionTranslationRef);
  const { deprecated } = adoption;
  return (
    <div className={styles.page}>
      {deprecated && (
        <Alert
          status="warning"
          icon
          title={t('deprecated.title')}
          description={
            deprecated.successor && (
              <EntityRefLink
                entityRef={deprecated.successor}
                defaultKind="template"
              >
                {t('deprecated.successor', { successor: deprecated.successor })}
              </EntityRefLink>
            )
          }
        />
      )}
      <Facts adoption={adoption} />
      <Versions adoption={adoption} />
      <HotSpots adoption={adoption} />
    </div>
  );
}

function Facts({ adoption }: { adoption: TemplateAdoption }) {
  const { t } = useTranslationRef(adoptionTranslationRef);
  const { states, timeSaved, firstGreen, abandoned } = adoption;
  const facts: [string, string | number, string?][] = [
    [t('facts.created'), adoption.created],
    [t('facts.stillOn'), adoption.stillOn],
    [
      t('facts.states'),
      `${states.upToDate} / ${states.behind} / ${states.unknown}`,
    ],
    [
      t('facts.green'),
      firstGreen.medianMinutes === undefined
        ? t('facts.greenNone')
        : t('facts.greenValue', {
            minutes: String(Math.round(firstGreen.medianMinutes)),
            known: String(firstGreen.known),
          }),
    ],
    [
      t('facts.abandoned'),
      t('facts.abandonedValue', {
        count: abandoned.components,
        days: String(abandoned.afterDays),
      } as never),
    ],
  ];
  if (timeSaved) {
    facts.push([
      t('facts.saved'),
      t('facts.savedValue', { hours: String(Math.round(timeSaved.hours)) }),
      t('facts.savedHow', { per: String(timeSaved.perComponentHours) }),
    ]);
  }
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value, how]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          {how && <dd>{how}</dd>}
        </div>
      ))}
    </dl>
  );
}

function Versions({ adoption }: { adoption: TemplateAdoption }) {
  const { t } = useTranslationRef(adoptionTranslationRef);
  const { versions } = adoption;
  return (
    <section className={styles.section} aria-label={t('versions.title')}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('versions.title')}
      </Text>
      {versions.length === 0 ? (
        <Text as="p">{t('versions.empty')}</Text>
      ) : (
        <table className={styles.table}>
          <caption>{t('versions.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('versions.version')}</th>
              <th scope="col" className={styles.number}>
                {t('versions.components')}
              </th>
            </tr>
          </thead>
          <tbody>
            {versions.map(({ version, components }) => (
              <tr key={version ?? ''}>
                <th scope="row">{version ?? t('versions.none')}</th>
                <td className={styles.number}>{components}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function HotSpots({ adoption }: { adoption: TemplateAdoption }) {
  const { t } = useTranslationRef(adoptionTranslationRef);
  const { hotSpots } = adoption;
  return (
    <section className={styles.section} aria-label={t('hotSpots.title')}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('hotSpots.title')}
      </Text>
      {hotSpots.length === 0 ? (
        <Text as="p">{t('hotSpots.empty')}</Text>
      ) : (
        <>
          <Text as="p" color="secondary">
            {t('hotSpots.help')}
          </Text>
          <div className={styles.scroll}>
            <table className={styles.table}>
              <caption>{t('hotSpots.title')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('hotSpots.file')}</th>
                  <th scope="col" className={styles.number}>
                    {t('hotSpots.components')}
                  </th>
                  <th scope="col" className={styles.number}>
                    {t('hotSpots.share')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {hotSpots.map(({ path, components, share }) => (
                  <tr key={path}>
                    <th scope="row" className={styles.path}>
                      {path}
                    </th>
                    <td className={styles.number}>{components}</td>
                    <td className={styles.number}>{percent(share)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}

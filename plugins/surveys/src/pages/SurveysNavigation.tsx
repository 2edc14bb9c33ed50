import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Container } from '@backstage/ui';
import { surveysWaveCreatePermission } from '@waymark-idp/plugin-surveys-common';
import { NavLink } from 'react-router-dom';
import { surveysTranslationRef } from '../translation';
import styles from './pages.module.css';

/** The pages of this plugin; running surveys is for those who may. */
export function SurveysNavigation() {
  const { t } = useTranslationRef(surveysTranslationRef);
  const { allowed } = usePermission({
    permission: surveysWaveCreatePermission,
  });
  return (
    <Container>
      <nav aria-label={t('nav.label')} className={styles.navigation}>
        <NavLink to="/surveys" end>
          {t('nav.surveys')}
        </NavLink>
        <NavLink to="/surveys/promises">{t('nav.promises')}</NavLink>
        <NavLink to="/surveys/mine">{t('nav.mine')}</NavLink>
        {allowed && <NavLink to="/surveys/manage">{t('nav.manage')}</NavLink>}
      </nav>
    </Container>
  );
}

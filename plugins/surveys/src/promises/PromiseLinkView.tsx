import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { PromiseLink } from '@waymark-idp/plugin-surveys-common';
import { surveysPromisesTranslationRef } from './translation';

/** Where what is done can be looked at. */
export function PromiseLinkView({ link }: { link: PromiseLink }) {
  const { t } = useTranslationRef(surveysPromisesTranslationRef);
  const { kind, target } = link;
  if (kind === 'proposal') {
    return (
      <a href={target} target="_blank" rel="noreferrer">
        {t('link.proposal')}
      </a>
    );
  }
  if (kind === 'check') {
    return <Link href="/standards">{t('link.check', { target })}</Link>;
  }
  const [, namespace, name] = /^template:([^/@]+)\/([^/@]+)/.exec(target) ?? [];
  const text = t('link.template', { target });
  return name ? (
    <Link href={`/catalog/${namespace}/template/${name}`}>{text}</Link>
  ) : (
    <span>{text}</span>
  );
}

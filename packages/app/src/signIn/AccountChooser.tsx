import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { RiArrowRightLine } from '@remixicon/react';
import { SampleAccountOption } from './signInOptions';
import { signInTranslationRef } from './translation';

/** One card for each sample account; a card is a button. */
export function AccountChooser(props: {
  accounts: SampleAccountOption[];
  onChoose: (name: string) => void;
}) {
  const { t } = useTranslationRef(signInTranslationRef);
  return (
    <section aria-labelledby="waymark-accounts-title">
      <Text as="h1" variant="title-small" id="waymark-accounts-title">
        {t('accounts.title')}
      </Text>
      <ul className="waymark-accounts">
        {props.accounts.map(({ name, title, description }) => (
          <li key={name}>
            <button
              type="button"
              className="waymark-account"
              onClick={() => props.onChoose(name)}
            >
              <span className="waymark-account-initials" aria-hidden>
                {initials(title)}
              </span>
              <span className="waymark-account-text">
                <span className="waymark-account-title">{title}</span>
                {description && (
                  <span className="waymark-account-description">
                    {description}
                  </span>
                )}
              </span>
              <RiArrowRightLine size={20} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <Text variant="body-small" color="secondary">
        {t('accounts.hint')}
      </Text>
    </section>
  );
}

function initials(title: string): string {
  return title
    .split(/\s+/)
    .slice(0, 2)
    .map(word => word.charAt(0).toLocaleUpperCase('en-US'))
    .join('');
}

import {
  configApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Box, Link, Text } from '@backstage/ui';
import { homeTranslationRef } from './translation';

/** The platform's contact points, from `waymark.contacts`. */
export function Contacts() {
  const { t } = useTranslationRef(homeTranslationRef);
  const contacts =
    useApi(configApiRef)
      .getOptionalConfigArray('waymark.contacts')
      ?.map(contact => ({
        title: contact.getString('title'),
        url: contact.getString('url'),
        description: contact.getOptionalString('description'),
      })) ?? [];
  if (contacts.length === 0) {
    return null;
  }
  return (
    <Box
      as="section"
      bg="neutral"
      className="waymark-contacts"
      aria-labelledby="waymark-contacts-title"
    >
      <Text as="h2" variant="title-x-small" id="waymark-contacts-title">
        {t('contacts.title')}
      </Text>
      <ul className="waymark-facts">
        {contacts.map(({ title, url, description }) => (
          <li key={url}>
            <span>
              <Link href={url}>{title}</Link>
              {description && (
                <Text as="p" variant="body-small" color="secondary">
                  {description}
                </Text>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Box>
  );
}

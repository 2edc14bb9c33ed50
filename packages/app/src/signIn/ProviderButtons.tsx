import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import { RiGithubFill, RiKey2Line } from '@remixicon/react';
import { ProviderOption } from './signInOptions';
import { signInTranslationRef } from './translation';

/** One button for each provider that is configured. */
export function ProviderButtons(props: {
  providers: ProviderOption[];
  onChoose: (provider: ProviderOption) => void;
}) {
  const { t } = useTranslationRef(signInTranslationRef);
  return (
    <section aria-labelledby="waymark-providers-title">
      <Flex direction="column" gap="3">
        <Text as="h1" variant="title-small" id="waymark-providers-title">
          {t('providers.title')}
        </Text>
        {props.providers.map(provider => (
          <Button
            key={provider}
            variant="primary"
            iconStart={
              provider === 'github' ? <RiGithubFill /> : <RiKey2Line />
            }
            onPress={() => props.onChoose(provider)}
          >
            {t(`providers.${provider}`)}
          </Button>
        ))}
      </Flex>
    </section>
  );
}

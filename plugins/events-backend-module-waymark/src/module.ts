import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { eventsExtensionPoint } from '@backstage/plugin-events-node/alpha';
import {
  repositoryProposalTopic,
  repositoryPushTopic,
} from '@waymark-idp/plugin-golden-path-common';
import { CatalogRefresher } from './CatalogRefresher';
import { createWebhookValidator } from './createWebhookValidator';
import { RecentDeliveries } from './RecentDeliveries';
import { toRepositoryProposal } from './toRepositoryProposal';
import { toRepositoryPush } from './toRepositoryPush';

const TOPIC = 'gitea';

/**
 * Takes webhooks at `/api/events/http/gitea` and tells the rest of the portal of
 * pushes (`repository.push`) and pull requests (`repository.proposal`). After a
 * push the catalog reads the repository again.
 *
 * @public
 */
export const eventsModuleWaymark = createBackendModule({
  pluginId: 'events',
  moduleId: 'waymark',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        ingress: eventsExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ auth, catalog, config, events, ingress, logger }) {
        const secret = config.getOptionalString(
          'waymark.gitHost.webhookSecret',
        );
        if (!secret) {
          logger.info(
            'No webhooks of a git host are taken: waymark.gitHost.webhookSecret is not set',
          );
          return;
        }
        ingress.addHttpPostIngress({
          topic: TOPIC,
          validator: createWebhookValidator({
            secret,
            deliveries: RecentDeliveries.create(),
          }),
        });
        const refresher = CatalogRefresher.create({ auth, catalog });
        await events.subscribe({
          id: 'waymark-push',
          topics: [TOPIC],
          async onEvent({ eventPayload, metadata }) {
            if (metadata?.['x-gitea-event'] === 'pull_request') {
              const proposal = toRepositoryProposal(eventPayload);
              if (proposal) {
                await events.publish({
                  topic: repositoryProposalTopic,
                  eventPayload: proposal,
                });
              }
              return;
            }
            const push = toRepositoryPush(eventPayload);
            if (!push) {
              return;
            }
            await events.publish({
              topic: repositoryPushTopic,
              eventPayload: push,
            });
            await refresher
              .refresh(push)
              .catch(error =>
                logger.warn(
                  `The catalog was not asked to read ${push.url} again; it will by itself`,
                  toError(error),
                ),
              );
          },
        });
      },
    });
  },
});

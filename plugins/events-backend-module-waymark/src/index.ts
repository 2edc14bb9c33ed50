/**
 * Webhooks of Gitea, and of the embedded git host, as events.
 *
 * @packageDocumentation
 */
export { eventsModuleWaymark as default } from './module';
